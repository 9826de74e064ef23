import { chain, definitions, end, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, extension, line, withRoots } = p

const service = (attributes: string, inside = '') => line(el('serviceTask', 'X', inside, attributes))
const send = (attributes: string, inside = '') => line(el('sendTask', 'X', inside, attributes))
const rule = (attributes: string) => line(el('businessRuleTask', 'X', '', attributes))
const call = (attributes: string, inside = '') => line(el('callActivity', 'X', inside, attributes))
const script = (format: string, source = '<bpmn:script>1</bpmn:script>', more = '') =>
  line(el('scriptTask', 'X', source, `${format && `scriptFormat="${format}"`} ${more}`))

const tasks: Refused[] = [
  ['a service task that does nothing', service(''), 'handler X'],
  ['a service task that does two things', service('camunda:class="register" camunda:expression="${a}"'), 'handler X'],
  ['a service task with a Java class', service('camunda:class="com.example.Pay"'), 'handler X'],
  ['a service task with an unknown handler', service('camunda:delegateExpression="${payBean}"'), 'handler X'],
  ['a service task with an implementation of its own', service('implementation="##WebService"'), 'handler X'],
  ['an external task without a topic', service('camunda:type="external"'), 'handler X'],
  ['a topic without an external task', service('camunda:topic="pay" camunda:class="register"'), 'handler X'],
  ['a topic alone', service('camunda:topic="pay"'), 'handler X'],
  ['another type of task', service('camunda:type="mail"'), 'handler X'],
  ['an external task that is a handler too', service('camunda:type="external" camunda:topic="t" camunda:class="register"'), 'handler X'],
  ['an external task with a result variable', service('camunda:type="external" camunda:topic="t" camunda:resultVariable="r"'), 'handler X'],
  [
    'an error mapping without an expression',
    service('camunda:type="external" camunda:topic="t"', extension('<camunda:errorEventDefinition id="m" errorRef="E"/>')),
    'handler X',
  ],
  [
    'an error mapping without an error',
    service('camunda:type="external" camunda:topic="t"', extension('<camunda:errorEventDefinition id="m" expression="${a}"/>')),
    'handler X',
  ],
  [
    'an error mapping of a handler',
    service('camunda:class="register"', extension('<camunda:errorEventDefinition id="m" errorRef="E" expression="${a}"/>')),
    'handler X',
  ],
  ['an unknown connector', service('', extension('<camunda:connector><camunda:connectorId>mail</camunda:connectorId></camunda:connector>')), 'handler X'],
  ['a connector without an id', service('', extension('<camunda:connector/>')), 'handler X'],
  ['an expression that can not be parsed', service('camunda:expression="${a +}"'), 'expression X'],
  ['a priority that is no number', service('camunda:type="external" camunda:topic="t" camunda:taskPriority="high"'), 'priority X'],
  ['a job priority that is no number', service('camunda:class="register" camunda:jobPriority="high"'), 'priority X'],
  [
    'an operation of an interface',
    withRoots(
      chain(start, el('serviceTask', 'X', '', 'camunda:class="register" operationRef="O"'), end),
      '<bpmn:interface id="I" name="i"><bpmn:operation id="O" name="o"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface>',
    ),
    'supported-element X',
  ],
  ['field injection', service('camunda:class="register"', extension('<camunda:field name="a" stringValue="b"/>')), 'supported-attribute X'],
  ['a send task that sends nothing', send(''), 'handler X'],
  ['a send task with two implementations', send('camunda:class="register" camunda:type="external"'), 'handler X'],
  ['a send task with an unknown handler', send('messageRef="M" camunda:delegateExpression="${mail}"'), 'handler X'],
  ['a send task whose message has no name', processOf(chain(start, el('sendTask', 'X', '', 'messageRef="M"'), end), '', '<bpmn:message id="M"/>'), 'message X'],
  [
    'a receive task whose message has no name',
    processOf(chain(start, el('receiveTask', 'X', '', 'messageRef="M"'), end), '', '<bpmn:message id="M"/>'),
    'message X',
  ],
  ['a receive task that starts without a message', withRoots(chain(el('receiveTask', 'X', '', 'instantiate="true"'), end)), 'message X'],
  ['a receive task that starts and has a flow in', line(el('receiveTask', 'X', '', 'instantiate="true" messageRef="M"')), 'message X'],
  [
    'a receive task that starts a sub-process',
    line(el('subProcess', 'Sub', chain(el('receiveTask', 'X', '', 'instantiate="true" messageRef="M"'), el('endEvent', 'E1')))),
    'message X',
  ],
  ['a message event that waits and has a handler', p.catching('<bpmn:messageEventDefinition messageRef="M" camunda:class="register"/>'), 'handler X'],
  ['a message end event with an unknown handler', p.ending('<bpmn:messageEventDefinition camunda:class="com.example.Send"/>'), 'handler X'],
  ['a message end event with an external task without a topic', p.ending('<bpmn:messageEventDefinition camunda:type="external"/>'), 'handler X'],
  ['a script task without a script', script('javascript', ''), 'script X'],
  ['a script task with an empty script', script('javascript', '<bpmn:script> </bpmn:script>'), 'script X'],
  ['a script task without a format', script(''), 'script X'],
  ...['groovy', 'python', 'ruby', 'java', 'juel', 'text/x-groovy', 'application/x-sh'].map((format): Refused => [
    `a script in ${format}`,
    script(format),
    'script X',
  ]),
  ['a script in a file', script('javascript', '', 'camunda:resource="deployment://a.js"'), 'script X'],
  ['a business rule that decides nothing', rule(''), 'handler X'],
  ['a business rule that decides and is a handler', rule('camunda:decisionRef="level" camunda:class="register"'), 'handler X'],
  ['a decision that is bound to the deployment and not there', rule('camunda:decisionRef="unknown" camunda:decisionRefBinding="deployment"'), 'decision X'],
  ['a decision by version without one', rule('camunda:decisionRef="level" camunda:decisionRefBinding="version"'), 'decision X'],
  ['a decision by an unknown binding', rule('camunda:decisionRef="level" camunda:decisionRefBinding="newest"'), 'decision X'],
  ['a version without its binding', rule('camunda:decisionRef="level" camunda:decisionRefVersion="2"'), 'decision X'],
  ['a binding without a decision', rule('camunda:class="register" camunda:decisionRefBinding="latest"'), 'decision X'],
  ['an unknown mapping of the result', rule('camunda:decisionRef="level" camunda:resultVariable="r" camunda:mapDecisionResult="first"'), 'decision X'],
  ['a mapping of the result into nothing', rule('camunda:decisionRef="level" camunda:mapDecisionResult="singleEntry"'), 'decision X'],
]

const calls: Refused[] = [
  ['a call of nothing', call(''), 'call X'],
  ['a call of an element of the process', withRoots(chain(start, task('T'), el('callActivity', 'X', '', 'calledElement="T"'), end)), 'call X'],
  ['a call of itself', call('calledElement="X"'), 'call X'],
  ['a call that is bound to the deployment and not there', call('calledElement="unknown" camunda:calledElementBinding="deployment"'), 'call X'],
  ['a call by version without one', call('calledElement="other" camunda:calledElementBinding="version"'), 'call X'],
  ['a call by version that is none', call('calledElement="other" camunda:calledElementBinding="version" camunda:calledElementVersion="first"'), 'call X'],
  ['a call by version tag without one', call('calledElement="other" camunda:calledElementBinding="versionTag"'), 'call X'],
  ['a call by an unknown binding', call('calledElement="other" camunda:calledElementBinding="newest"'), 'call X'],
  ['a call of a case', call('camunda:caseRef="c"'), ['call X', 'supported-attribute X']],
  ['a call with a mapping class', call('calledElement="other" camunda:variableMappingClass="com.example.Map"'), 'supported-attribute X'],
  ['a parameter without a source', call('calledElement="other"', extension('<camunda:in target="b"/>')), 'parameter X'],
  ['a parameter without a target', call('calledElement="other"', extension('<camunda:in source="a"/>')), 'parameter X'],
  ['an expression without a target', call('calledElement="other"', extension('<camunda:out sourceExpression="${a}"/>')), 'parameter X'],
  ['a parameter with two sources', call('calledElement="other"', extension('<camunda:in source="a" sourceExpression="${b}" target="c"/>')), 'parameter X'],
  ['an empty parameter', call('calledElement="other"', extension('<camunda:in/>')), 'parameter X'],
  ['some variables', call('calledElement="other"', extension('<camunda:in variables="some"/>')), 'parameter X'],
  ['a business key that comes out', call('calledElement="other"', extension('<camunda:out businessKey="${a}"/>')), 'parameter X'],
  ['a process that calls itself', call('calledElement="test"'), 'recursion X'],
  [
    'a process that calls itself after a task',
    withRoots(
      chain(
        start,
        task('T'),
        el('subProcess', 'Sub', chain(el('startEvent', 'S1'), el('callActivity', 'X', '', 'calledElement="test"'), el('endEvent', 'E1'))),
        end,
      ),
    ),
    'recursion X',
  ],
  [
    'two processes that call each other',
    definitions(
      `<bpmn:process id="a" isExecutable="true">${chain(el('startEvent', 'S1'), el('callActivity', 'X', '', 'calledElement="b"'), el('endEvent', 'E1'))}</bpmn:process><bpmn:process id="b" isExecutable="true">${chain(el('startEvent', 'S2'), el('callActivity', 'Y', '', 'calledElement="a"'), el('endEvent', 'E2'))}</bpmn:process>`,
    ),
    ['recursion X', 'recursion Y'],
  ],
  ['a global script task without a script', withRoots(chain(start, end), '<bpmn:globalScriptTask id="X" scriptLanguage="javascript"/>'), 'script X'],
  [
    'a global script task in another language',
    withRoots(chain(start, end), '<bpmn:globalScriptTask id="X" scriptLanguage="groovy"><bpmn:script>1</bpmn:script></bpmn:globalScriptTask>'),
    'script X',
  ],
  [
    'a global user task with a performer',
    withRoots(
      chain(start, end),
      '<bpmn:globalUserTask id="X"><bpmn:performer><bpmn:resourceAssignmentExpression><bpmn:formalExpression>a</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:performer></bpmn:globalUserTask>',
    ),
    'supported-element X',
  ],
]

/** Tasks and calls that do nothing, two things, or something unknown. */
export const work: Refused[] = [...tasks, ...calls]
