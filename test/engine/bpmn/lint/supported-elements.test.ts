import { describe, expect, it } from 'vitest'
import { briefly, chain, definitions, end, findingsOf, flow, processOf, start, task } from '../../../support/bpmn.ts'

/** A model that is right but for the one element X. */
const around = (element: string, rest = '') => processOf(chain(start, element, end), '', rest)
const catching = (definition: string) => around(`<bpmn:intermediateCatchEvent id="X">${definition}</bpmn:intermediateCatchEvent>`)
const onTask = (definition: string) =>
  processOf(`${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X" attachedToRef="T">${definition}</bpmn:boundaryEvent>${flow('X', 'End')}`)
const starting = (definition: string) =>
  processOf(chain(start, end) + chain(`<bpmn:startEvent id="X">${definition}</bpmn:startEvent>`, '<bpmn:endEvent id="End2"/>'))
const ending = (definition: string) => processOf(chain(start, `<bpmn:endEvent id="X">${definition}</bpmn:endEvent>`))

describe('an element without a behaviour is refused by name:', () => {
  it.each([
    ['scriptTask', around('<bpmn:scriptTask id="X" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>')],
    ['businessRuleTask', around('<bpmn:businessRuleTask id="X"/>')],
    ['sendTask', around('<bpmn:sendTask id="X"/>')],
    ['receiveTask', around('<bpmn:receiveTask id="X"/>')],
    ['callActivity', around('<bpmn:callActivity id="X" calledElement="other"/>')],
    ['transaction', around(`<bpmn:transaction id="X">${chain('<bpmn:startEvent id="S"/>', '<bpmn:endEvent id="E"/>')}</bpmn:transaction>`)],
    ['adHocSubProcess', around(`<bpmn:adHocSubProcess id="X">${task('T')}</bpmn:adHocSubProcess>`)],
    [
      'subProcess:event',
      processOf(
        `${chain(start, end)}<bpmn:subProcess id="X" triggeredByEvent="true">${chain('<bpmn:startEvent id="S"/>', '<bpmn:endEvent id="E"/>')}</bpmn:subProcess>`,
      ),
    ],
    ['inclusiveGateway', around('<bpmn:inclusiveGateway id="X"/>')],
    ['complexGateway', around('<bpmn:complexGateway id="X"/>')],
    ['eventBasedGateway', around('<bpmn:eventBasedGateway id="X"/>')],
    ['startEvent:message', starting('<bpmn:messageEventDefinition messageRef="M"/>')],
    ['startEvent:signal', starting('<bpmn:signalEventDefinition/>')],
    ['startEvent:conditional', starting('<bpmn:conditionalEventDefinition/>')],
    ['startEvent:multiple', starting('<bpmn:timerEventDefinition/><bpmn:signalEventDefinition/>')],
    ['intermediateCatchEvent:message', catching('<bpmn:messageEventDefinition/>')],
    ['intermediateCatchEvent:signal', catching('<bpmn:signalEventDefinition/>')],
    ['intermediateCatchEvent:conditional', catching('<bpmn:conditionalEventDefinition/>')],
    ['intermediateCatchEvent:link', catching('<bpmn:linkEventDefinition name="a"/>')],
    ['intermediateCatchEvent:none', catching('')],
    ['intermediateThrowEvent:message', around('<bpmn:intermediateThrowEvent id="X"><bpmn:messageEventDefinition/></bpmn:intermediateThrowEvent>')],
    ['intermediateThrowEvent:escalation', around('<bpmn:intermediateThrowEvent id="X"><bpmn:escalationEventDefinition/></bpmn:intermediateThrowEvent>')],
    ['intermediateThrowEvent:compensate', around('<bpmn:intermediateThrowEvent id="X"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>')],
    ['boundaryEvent:error', onTask('<bpmn:errorEventDefinition/>')],
    ['boundaryEvent:signal', onTask('<bpmn:signalEventDefinition/>')],
    ['boundaryEvent:escalation', onTask('<bpmn:escalationEventDefinition/>')],
    ['boundaryEvent:conditional', onTask('<bpmn:conditionalEventDefinition/>')],
    ['boundaryEvent:compensate', onTask('<bpmn:compensateEventDefinition/>')],
    ['boundaryEvent:cancel', onTask('<bpmn:cancelEventDefinition/>')],
    ['endEvent:message', ending('<bpmn:messageEventDefinition/>')],
    ['endEvent:signal', ending('<bpmn:signalEventDefinition/>')],
    ['endEvent:error', ending('<bpmn:errorEventDefinition/>')],
    ['endEvent:escalation', ending('<bpmn:escalationEventDefinition/>')],
    ['endEvent:cancel', ending('<bpmn:cancelEventDefinition/>')],
    ['endEvent:compensate', ending('<bpmn:compensateEventDefinition/>')],
    ['endEvent:multiple', ending('<bpmn:terminateEventDefinition/><bpmn:signalEventDefinition/>')],
  ])('%s', async (kind, xml) => {
    const findings = await findingsOf(xml)

    expect(findings).toContainEqual({
      element: 'X',
      rule: 'supported-element',
      severity: 'error',
      message: { 'zh-CN': `尚不支持执行的元素:${kind}`, en: `This element is not executed yet: ${kind}` },
    })
  })

  it('the choreography and conversation of a file say nothing to execution', async () => {
    expect(await briefly(definitions(`<bpmn:process id="p" isExecutable="true">${chain(start, end)}</bpmn:process><bpmn:choreography id="C"/>`))).toEqual([])
  })
})

describe('a part that changes the meaning of an element is refused by name:', () => {
  const parts = [
    ['a parallel multi-instance marker', task('X', '', '<bpmn:multiInstanceLoopCharacteristics/>'), 'loopCharacteristics'],
    [
      'a sequential multi-instance marker',
      task(
        'X',
        '',
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
      ),
      'loopCharacteristics',
    ],
    ['a standard loop', task('X', '', '<bpmn:standardLoopCharacteristics loopMaximum="3"/>'), 'loopCharacteristics'],
    ['data inputs', task('X', '', '<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>'), 'ioSpecification'],
    ['a potential owner', task('X', '', '<bpmn:potentialOwner><bpmn:resourceAssignmentExpression/></bpmn:potentialOwner>'), 'resources'],
    ['properties', task('X', '', '<bpmn:property id="P"/>'), 'properties'],
    ['a start quantity', task('X', 'startQuantity="2"'), 'startQuantity'],
    ['a completion quantity', task('X', 'completionQuantity="2"'), 'completionQuantity'],
  ] as const

  it.each(parts)('%s', async (_, element, name) => {
    expect(await findingsOf(around(element))).toMatchObject([
      { element: 'X', rule: 'supported-element', severity: 'error', message: { en: `${name} of userTask is not executed yet` } },
    ])
  })

  it('a compensation handler', async () => {
    expect(await briefly(processOf(chain(start, end) + task('X', 'isForCompensation="true"')))).toEqual(['error supported-element X'])
  })

  it.each([
    ['properties of the process', '<bpmn:property id="P"/>'],
    ['data of the process', '<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>'],
    ['correlation of the process', '<bpmn:correlationSubscription id="P"/>'],
    ['roles of the process', '<bpmn:potentialOwner id="P"><bpmn:resourceAssignmentExpression/></bpmn:potentialOwner>'],
  ])('%s', async (_, content) => expect(await briefly(processOf(content + chain(start, end)))).toEqual(['error supported-element test']))

  it.each([
    ['dataObject', '<bpmn:dataObject id="X"/>'],
    ['dataObjectReference', '<bpmn:dataObject id="D"/><bpmn:dataObjectReference id="X" dataObjectRef="D"/>'],
    ['dataStoreReference', '<bpmn:dataStoreReference id="X"/>'],
  ])('a %s', async (_, content) => expect(await briefly(processOf(chain(start, end) + content))).toContain('error supported-element X'))
})
