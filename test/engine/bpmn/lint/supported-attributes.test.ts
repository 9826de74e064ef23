import { describe, expect, it } from 'vitest'
import { briefly, chain, definitions, end, findingsOf, flow, processOf, start, task } from '../../../support/lint.ts'

const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`
const withTask = (attributes: string, inside = '') => processOf(chain(start, task('X', attributes, inside), end))
const withService = (attributes: string, inside = '') => processOf(chain(start, `<bpmn:serviceTask id="X" ${attributes}>${inside}</bpmn:serviceTask>`, end))

describe('a camunda: or cz: word that is not executed is refused by name:', () => {
  it.each([
    ['camunda:formHandlerClass', withTask('camunda:formHandlerClass="A"')],
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
    ['a task listener on a service task', withService('camunda:class="register"', extension('<camunda:taskListener event="create" class="register"/>')), 'X'],
    ['a form on a service task', withService('camunda:class="register"', extension('<camunda:formData/>')), 'X'],
    ['parameters handed out by a user task', withTask('', extension('<camunda:out source="a" target="b"/>')), 'X'],
    ['a connector on a user task', withTask('', extension('<camunda:connector><camunda:connectorId>register</camunda:connectorId></camunda:connector>')), 'X'],
    ['a phase on a manual task', processOf(chain(start, '<bpmn:manualTask id="X" cz:phase="a"/>', end)), 'X'],
    ['an action on a start event', processOf(chain('<bpmn:startEvent id="X" cz:action="withdraw"/>', end)), 'X'],
    ['a calendar on a user task', withTask('cz:calendar="office"'), 'X'],
    [
      'on a loop',
      withTask(
        '',
        '<bpmn:multiInstanceLoopCharacteristics acme:magic="1" xmlns:acme="http://acme.example"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
      ),
      'X',
    ],
    [
      'on a message',
      processOf(
        chain(start, end),
        '',
        `<bpmn:message id="X" name="m">${extension('<zeebe:subscription xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" correlationKey="= a"/>')}</bpmn:message>`,
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
