import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Model } from './valid.ts'

const { el, extension, line, withRoots } = p

/** Tasks, calls and sub-processes. */
export const activities: Model[] = [
  ['a task of no type', ['task'], line(el('task', 'X'))],
  ['a manual task', ['manualTask'], line(el('manualTask', 'X'))],
  ['a user task with a form key', ['userTask'], line(task('X', 'camunda:formKey="embedded:app:a.html" camunda:priority="50" implementation="##unspecified"'))],
  [
    'a user task with generated fields',
    [],
    line(
      task(
        'X',
        '',
        extension(
          '<camunda:formData><camunda:formField id="a" label="A" type="enum" defaultValue="x"><camunda:properties/><camunda:validation><camunda:constraint name="required"/></camunda:validation><camunda:value id="x" name="X"/></camunda:formField></camunda:formData>',
        ),
      ),
    ),
  ],
  [
    'a user task with listeners',
    [],
    line(
      task(
        'X',
        '',
        extension(
          '<camunda:taskListener event="create" delegateExpression="${notify}"/><camunda:taskListener event="complete" expression="${a}"/><camunda:taskListener event="timeout" id="late" class="notify"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></camunda:taskListener><camunda:executionListener event="start" class="register"/><camunda:executionListener event="end"><camunda:script scriptFormat="javascript">1</camunda:script></camunda:executionListener>',
        ),
      ),
    ),
  ],
  ['a service task with a handler', ['serviceTask'], line(el('serviceTask', 'X', '', 'camunda:delegateExpression="${register}"'))],
  ['a service task with a class that is a handler', [], line(el('serviceTask', 'X', '', 'camunda:class="register" camunda:resultVariable="r"'))],
  [
    'a service task with an expression',
    [],
    line(el('serviceTask', 'X', '', 'camunda:expression="${a + b}" camunda:resultVariable="c" camunda:asyncBefore="true" camunda:jobPriority="${p}"')),
  ],
  [
    'an external task',
    [],
    line(
      el(
        'serviceTask',
        'X',
        extension('<camunda:errorEventDefinition id="m" errorRef="E" expression="${a}"/>'),
        'camunda:type="external" camunda:topic="pay" camunda:taskPriority="5"',
      ),
    ),
  ],
  [
    'a connector',
    [],
    line(
      el(
        'serviceTask',
        'X',
        extension(
          '<camunda:connector><camunda:inputOutput><camunda:inputParameter name="url">a</camunda:inputParameter></camunda:inputOutput><camunda:connectorId>register</camunda:connectorId></camunda:connector>',
        ),
      ),
    ),
  ],
  ['a send task with a message', ['sendTask'], line(el('sendTask', 'X', '', 'messageRef="M"'))],
  ['a send task with a handler', [], line(el('sendTask', 'X', '', 'camunda:delegateExpression="${notify}"'))],
  ['a send task with both', [], line(el('sendTask', 'X', '', 'messageRef="M" camunda:type="external" camunda:topic="t"'))],
  ['a receive task with a message', ['receiveTask'], line(el('receiveTask', 'X', '', 'messageRef="M"'))],
  ['a receive task without one', [], line(el('receiveTask', 'X'))],
  ['a receive task that starts the process', [], withRoots(chain(el('receiveTask', 'X', '', 'messageRef="M" instantiate="true"'), end))],
  [
    'a receive task that starts it beside a start event',
    [],
    withRoots(chain(start, task('T'), end) + el('receiveTask', 'X', '', 'messageRef="M" instantiate="true"') + flow('X', 'T')),
  ],
  [
    'a script in JavaScript',
    ['scriptTask'],
    line(el('scriptTask', 'X', '<bpmn:script>1 + 1</bpmn:script>', 'scriptFormat="javascript" camunda:resultVariable="a"')),
  ],
  ['a script in ECMAScript', [], line(el('scriptTask', 'X', '<bpmn:script><![CDATA[a < b]]></bpmn:script>', 'scriptFormat="ecmascript"'))],
  ['a script in FEEL', [], line(el('scriptTask', 'X', '<bpmn:script>a + 1</bpmn:script>', 'scriptFormat="feel" camunda:resultVariable="a"'))],
  [
    'a decision',
    ['businessRuleTask'],
    line(
      el(
        'businessRuleTask',
        'X',
        '',
        'camunda:decisionRef="level" camunda:decisionRefBinding="version" camunda:decisionRefVersion="2" camunda:resultVariable="r" camunda:mapDecisionResult="singleEntry"',
      ),
    ),
  ],
  ['a business rule that is a handler', [], line(el('businessRuleTask', 'X', '', 'camunda:class="register"'))],
  [
    'a call of another process',
    ['callActivity'],
    line(
      el(
        'callActivity',
        'X',
        extension(
          '<camunda:in source="a" target="b"/><camunda:in sourceExpression="${a}" target="c"/><camunda:in variables="all"/><camunda:in businessKey="#{execution.processBusinessKey}"/><camunda:out source="b" target="a" local="true"/><camunda:out variables="all"/>',
        ),
        'calledElement="other"',
      ),
    ),
  ],
  [
    'a call by version tag',
    [],
    line(el('callActivity', 'X', '', 'calledElement="${which}" camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="v1"')),
  ],
  [
    'a call of a global task',
    [],
    withRoots(
      chain(start, el('callActivity', 'X', '', 'calledElement="G"'), end),
      '<bpmn:globalScriptTask id="G" name="sum" scriptLanguage="javascript"><bpmn:script>1</bpmn:script></bpmn:globalScriptTask>',
    ),
  ],
  [
    'a process that calls itself behind a choice',
    [],
    withRoots(
      chain(start, el('exclusiveGateway', 'G', '', 'default="G-End"'), el('callActivity', 'X', '', 'calledElement="test"'), el('endEvent', 'End2')) +
        flow('G', 'End') +
        end,
    ).replace('<bpmn:sequenceFlow id="G-X" sourceRef="G" targetRef="X"></bpmn:sequenceFlow>', flow('G', 'X', '${more}')),
  ],
  ['a sub-process', ['subProcess'], line(el('subProcess', 'X', p.inner()))],
  ['a sub-process without a start event: everything in it starts', [], line(el('subProcess', 'X', task('A') + task('B')))],
  ['a process without a start event', [], processOf(chain(task('A'), task('B')) + task('C'))],
  [
    'a transaction that is cancelled',
    ['transaction', 'endEvent:cancel', 'boundaryEvent:cancel'],
    withRoots(
      chain(start, p.transaction(p.inner() + flow('S_task', 'S_cancel') + el('endEvent', 'S_cancel', p.cancel)), end) +
        p.boundary('B', 'X', p.cancel) +
        flow('B', 'End'),
    ),
  ],
  ['a transaction that says how', [], line(p.transaction(p.inner(), 'method="##Compensate"'))],
  [
    'an ad-hoc sub-process',
    ['adHocSubProcess'],
    line(
      el(
        'adHocSubProcess',
        'X',
        chain(task('A'), task('B')) + task('Third') + '<bpmn:completionCondition>${done}</bpmn:completionCondition>',
        'ordering="Sequential" cancelRemainingInstances="false" cz:adHoc="manual"',
      ),
    ),
  ],
  [
    'an ad-hoc sub-process with an intermediate event',
    [],
    line(
      el(
        'adHocSubProcess',
        'X',
        task('A') +
          el('intermediateThrowEvent', 'I') +
          '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression" language="feel">count(done) > 2</bpmn:completionCondition>',
      ),
    ),
  ],
]
