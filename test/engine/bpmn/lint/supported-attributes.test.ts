import { describe, expect, it } from 'vitest'
import { briefly, chain, definitions, end, findingsOf, flow, processOf, start, task } from '../../../support/bpmn.ts'

const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`
const withTask = (attributes: string, inside = '') => processOf(chain(start, task('X', attributes, inside), end))
const withService = (attributes: string, inside = '') => processOf(chain(start, `<bpmn:serviceTask id="X" ${attributes}>${inside}</bpmn:serviceTask>`, end))

describe('a camunda: or cz: word that is not executed is refused by name:', () => {
  it.each([
    ['camunda:formKey', withTask('camunda:formKey="embedded:a"')],
    ['camunda:formHandlerClass', withTask('camunda:formHandlerClass="A"')],
    ['camunda:jobPriority', withTask('camunda:jobPriority="5"')],
    ['camunda:FormData', withTask('', extension('<camunda:formData><camunda:formField id="a" type="string"/></camunda:formData>'))],
    ['camunda:TaskListener', withTask('', extension('<camunda:taskListener event="create" class="A"/>'))],
    ['camunda:ExecutionListener', withTask('', extension('<camunda:executionListener event="start" class="A"/>'))],
    ['camunda:type', withService('camunda:type="external" camunda:topic="t"')],
    ['camunda:topic', withService('camunda:type="external" camunda:topic="t"')],
    ['camunda:taskPriority', withService('camunda:taskPriority="1" camunda:class="register"')],
    ['camunda:Connector', withService('', extension('<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>'))],
    ['camunda:Field', withService('camunda:class="register"', extension('<camunda:field name="a" stringValue="b"/>'))],
    ['cz:mode="all"', withTask('cz:mode="all"')],
    ['cz:mode="sequential"', withTask('cz:mode="sequential"')],
    ['cz:mode="vote"', withTask('cz:mode="vote"')],
    ['cz:threshold', withTask('cz:threshold="60"')],
    ['cz:onSame', withTask('cz:onSame="skip"')],
    ['cz:onTimeout', withTask('cz:onTimeout="remind"')],
    ['cz:returnTo', withTask('cz:returnTo="previous"')],
    ['cz:collect', withTask('cz:collect="opinions"')],
    ['cz:copy', withTask('cz:copy="initiator"')],
    ['cz:locked', withTask('cz:locked="true"')],
    ['cz:Field', withService('camunda:class="register"', extension('<cz:field path="a" access="hidden"/>'))],
  ])('%s', async (name, xml) => {
    const findings = await findingsOf(xml)

    const named = findings
      .filter(({ rule, severity, element }) => rule === 'supported-attribute' && severity === 'error' && element === 'X')
      .map(({ message }) => message)
    expect(named.some((message) => message.en.includes(` ${name} is not executed`) && message['zh-CN'].endsWith(name))).toBe(true)
  })

  it.each([
    ['on the process', processOf(chain(start, end), 'camunda:jobPriority="5"'), 'test'],
    ['on a start event', processOf(chain('<bpmn:startEvent id="X" camunda:initiator="who"/>', end)), 'X'],
    ['an action on a start event', processOf(chain('<bpmn:startEvent id="X" cz:action="withdraw"/>', end)), 'X'],
    [
      'on a sequence flow',
      processOf(
        `${chain(start)}${end}<bpmn:sequenceFlow id="X" sourceRef="Start" targetRef="End">${extension('<camunda:executionListener event="take" class="A"/>')}</bpmn:sequenceFlow>`,
      ),
      'X',
    ],
    [
      'inside an event definition',
      processOf(
        `${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X" attachedToRef="T"><bpmn:messageEventDefinition messageRef="M" camunda:class="A"/></bpmn:boundaryEvent>${flow('X', 'End')}`,
        '',
        '<bpmn:message id="M" name="m"/>',
      ),
      'X',
    ],
    [
      'an action on a timer',
      processOf(
        `${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X" attachedToRef="T" cz:action="extend"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('X', 'End')}`,
      ),
      'X',
    ],
  ])('%s', async (_, xml, element) => expect(await briefly(xml)).toEqual([`error supported-attribute ${element}`]))

  it.each([
    '<camunda:script scriptFormat="javascript">1</camunda:script>',
    '<camunda:list><camunda:value>1</camunda:value></camunda:list>',
    '<camunda:map><camunda:entry key="a">1</camunda:entry></camunda:map>',
  ])('a parameter that is a %s', async (definition) => {
    const xml = withTask('', extension(`<camunda:inputOutput><camunda:inputParameter name="a">${definition}</camunda:inputParameter></camunda:inputOutput>`))

    expect(await briefly(xml)).toEqual(['error supported-attribute X'])
  })

  it('an attribute of an unknown namespace', async () => {
    expect(await briefly(processOf(chain(start, '<bpmn:userTask xmlns:acme="http://acme.example" id="X" camunda:assignee="a" acme:magic="1"/>', end)))).toEqual(
      ['error supported-attribute X'],
    )
  })

  it('an element of an unknown namespace', async () => {
    expect(await briefly(withTask('', extension('<acme:magic xmlns:acme="http://acme.example"/>')))).toEqual(['error supported-attribute X'])
  })
})

describe('words that are executed, or say nothing to execution, are accepted:', () => {
  it.each([
    [
      'assignment',
      withTask(
        'camunda:candidateUsers="a,b" camunda:candidateGroups="${groups}" camunda:dueDate="${due}" camunda:followUpDate="2026-03-01" camunda:priority="70"',
      ),
    ],
    [
      'cz assignment',
      withTask(
        'cz:assign="role:township-handler@case.township; initiator" cz:onEmpty="incident" cz:due="5wd" cz:mode="any" cz:actions="return" cz:phase="核查"',
      ),
    ],
    [
      'asynchronous continuations',
      withTask(
        'camunda:asyncBefore="true" camunda:asyncAfter="true" camunda:exclusive="false"',
        extension('<camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>'),
      ),
    ],
    ['properties', withTask('', extension('<camunda:properties><camunda:property name="a" value="b"/></camunda:properties>'))],
    ['an element template', withTask('camunda:modelerTemplate="t" camunda:modelerTemplateVersion="3"')],
    ['a handler', withService('camunda:delegateExpression="${register}"')],
    ['an expression', withService('camunda:expression="${a + 1}" camunda:resultVariable="b"')],
    [
      'attributes of the process',
      processOf(
        chain(start, end),
        'camunda:historyTimeToLive="P180D" camunda:versionTag="v1" camunda:isStartableInTasklist="false" camunda:candidateStarterGroups="a,b"',
      ),
    ],
    [
      'colours and notes of a modeler',
      definitions(
        `<bpmn:process id="test" isExecutable="true" modeler:note="a">${chain(start, task('X', 'modeler:note="b"'), end)}</bpmn:process><bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="test"><bpmndi:BPMNShape id="X_di" bpmnElement="X" bioc:stroke="#000" color:background-color="#fff"><dc:Bounds x="0" y="0" width="100" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
      ),
    ],
    ['notes of a modeler under another prefix', withTask('drawing:note="b"').replaceAll('modeler:', 'drawing:').replace('xmlns:modeler', 'xmlns:drawing')],
    ['schema locations', definitions(`<bpmn:process id="test" isExecutable="true" xsi:schemaLocation="a b">${chain(start, end)}</bpmn:process>`)],
  ])('%s', async (_, xml) => expect(await briefly(xml)).toEqual([]))
})
