import { chain, definitions, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, line, withRoots } = p
const sub = el('subProcess', 'Sub', p.inner())
const wait = (id: string, definition = p.message) => el('intermediateCatchEvent', id, definition)
const other = (content: string) => `<bpmn:process id="p2">${content}</bpmn:process>`
const immediate = '<bpmn:sequenceFlow id="X" sourceRef="Start" targetRef="End" isImmediate="false"/>'

const sequenceFlows: Refused[] = [
  ['a flow into a sub-process', withRoots(chain(start, sub, end) + flow('Start', 'S_task')), 'sequence-flow Start-S_task'],
  ['a flow out of a sub-process', withRoots(chain(start, sub, end) + flow('S_task', 'End')), 'sequence-flow S_task-End'],
  [
    'a flow between two sub-processes',
    withRoots(chain(start, sub, el('subProcess', 'Sub2', p.inner('b')), end) + flow('S_task', 'Sb_task')),
    'sequence-flow S_task-Sb_task',
  ],
  [
    'a flow drawn in another scope than its ends',
    withRoots(chain(start, el('subProcess', 'Sub', p.inner() + flow('Start', 'End')), end)),
    'sequence-flow Start-End',
  ],
  [
    'a flow from a boundary event into its host',
    withRoots(chain(start, sub, end) + p.boundary('B', 'Sub', p.timer) + flow('B', 'S_task')),
    'sequence-flow B-S_task',
  ],
  ['a flow into another process', processOf(chain(start, task('T'), end) + flow('T', 'Far'), '', other(task('Far'))), 'sequence-flow T-Far'],
  ['a flow from another process', processOf(chain(start, task('T'), end) + flow('Far', 'T'), '', other(task('Far'))), 'sequence-flow Far-T'],
  [
    'a flow to a text annotation',
    processOf(`${chain(start, task('T'), end)}<bpmn:textAnnotation id="N"/>${flow('T', 'N')}`),
    ['reference T-N', 'sequence-flow T-N'],
  ],
  [
    'a flow to a pool',
    processOf(chain(start, task('T'), end) + flow('T', 'P'), '', '<bpmn:collaboration id="Co"><bpmn:participant id="P"/></bpmn:collaboration>'),
    ['reference T-P', 'sequence-flow T-P'],
  ],
  ['a flow to a message', withRoots(chain(start, task('T'), end) + flow('T', 'M')), ['reference T-M', 'sequence-flow T-M']],
  ['a flow that may be delayed', processOf(start + end + immediate), 'sequence-flow X'],
  ['a task that nothing leads to', withRoots(chain(start, end) + task('X') + flow('X', 'End')), 'unreachable X'],
  [
    'a gateway that nothing leads to',
    withRoots(chain(start, end) + el('parallelGateway', 'X') + flow('X', 'End') + task('T') + flow('X', 'T') + flow('T', 'End')),
    'unreachable X',
  ],
  ['a task in a sub-process that nothing leads to', line(el('subProcess', 'Sub', p.inner() + task('X'))), 'unreachable X'],
  [
    'a flow that is listed where it does not end',
    processOf(chain(start, el('userTask', 'X', '<bpmn:incoming>X-End</bpmn:incoming>', 'camunda:assignee="a"'), end)),
    ['flow-list X', 'flow-list Start', 'flow-list End'],
  ],
  [
    'a flow that is not listed where it ends',
    processOf(
      '<bpmn:startEvent id="Start"><bpmn:outgoing>F</bpmn:outgoing></bpmn:startEvent><bpmn:endEvent id="End"/><bpmn:sequenceFlow id="F" sourceRef="Start" targetRef="End"/>',
    ),
    'flow-list End',
  ],
  [
    'a flow that is not listed where it begins',
    processOf(
      '<bpmn:startEvent id="Start"/><bpmn:endEvent id="End"><bpmn:incoming>F</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="F" sourceRef="Start" targetRef="End"/>',
    ),
    'flow-list Start',
  ],
]

const conditions: Refused[] = [
  ...['level == 3', '3', 'a ${b} c', '${a}${b}', '{a}', '#{a} or #{b}'].map((text): Refused => [
    `a condition without a language mark: ${text}`,
    p.split('exclusiveGateway', { attributes: 'default="X-B"', a: text, b: '' }),
    'condition X-A',
  ]),
  [
    'an empty condition',
    withRoots(chain(start, el('exclusiveGateway', 'G', '', 'default="G-End"')) + task('A') + flow('G', 'A', '') + flow('G', 'End') + flow('A', 'End') + end),
    'condition G-A',
  ],
  ...['${a >}', '${a', '= a >', '${a b}'].map((text): Refused => [
    `a condition that can not be parsed: ${text}`,
    p.split('exclusiveGateway', { attributes: 'default="X-B"', a: text, b: '' }),
    text === '${a' ? ['condition X-A', 'expression X-A'] : 'expression X-A',
  ]),
  ...['groovy', 'javascript', 'http://www.w3.org/1999/XPath', 'python'].map((language): Refused => [
    `a condition in ${language}`,
    p
      .split('exclusiveGateway', { attributes: 'default="X-B"', b: '' })
      .replace('<bpmn:conditionExpression', `<bpmn:conditionExpression language="${language}"`),
    'condition X-A',
  ]),
  [
    'a condition that contradicts its language',
    p.split('exclusiveGateway', { attributes: 'default="X-B"', b: '' }).replace('<bpmn:conditionExpression', '<bpmn:conditionExpression language="feel"'),
    'condition X-A',
  ],
  [
    'a condition in a file',
    p
      .split('exclusiveGateway', { attributes: 'default="X-B"', b: '' })
      .replace('<bpmn:conditionExpression', '<bpmn:conditionExpression camunda:resource="a.js"'),
    'condition X-A',
  ],
  ['a condition after a start event', withRoots(`${start}${task('T')}${flow('Start', 'T', '${a}')}${flow('T', 'End')}${end}`), 'condition Start-T'],
  ['a condition after an intermediate event', withRoots(`${chain(start, wait('I'))}${flow('I', 'End', '${a}')}${end}`), 'condition I-End'],
  ['a condition after a boundary event', withRoots(chain(start, task('T'), end) + p.boundary('B', 'T', p.timer) + flow('B', 'End', '${a}')), 'condition B-End'],
  ['a condition on the only flow out of a task', withRoots(chain(start, task('T')) + flow('T', 'End', '${a}') + end), 'condition T-End'],
  [
    'a condition after an event-based gateway',
    withRoots(
      chain(start, el('eventBasedGateway', 'X')) +
        wait('A') +
        wait('B', p.timer) +
        flow('X', 'A', '${a}') +
        flow('X', 'B') +
        flow('A', 'End') +
        flow('B', 'End') +
        end,
    ),
    'condition X-A',
  ],
  ['a default flow of another element', p.split('exclusiveGateway', { attributes: 'default="A-End"' }), 'default-flow X'],
  ['a default flow into the element', p.split('inclusiveGateway', { attributes: 'default="Start-X"' }), 'default-flow X'],
  ['a default flow with a condition', p.split('exclusiveGateway', { attributes: 'default="X-B"' }), 'default-flow X-B'],
  ['a default flow of a task that is not its own', line(task('X', 'default="Start-X"')), 'default-flow X'],
  [
    'a default flow of a task with a condition',
    withRoots(
      chain(start, task('X', 'default="X-B"')) + task('A') + task('B') + flow('X', 'A') + flow('X', 'B', '${b}') + flow('A', 'End') + flow('B', 'End') + end,
    ),
    'default-flow X-B',
  ],
]

const gateways: Refused[] = [
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'].map((type): Refused => [
    `a ${type} that leads nowhere`,
    withRoots(chain(start, task('T'), end) + el(type, 'X') + flow('T', 'X')),
    'gateway X',
  ]),
  [
    'an event-based gateway that leads nowhere',
    withRoots(chain(start, task('T'), end) + el('eventBasedGateway', 'X') + flow('T', 'X')),
    ['gateway X', 'event-gateway X'],
  ],
  ...['exclusiveGateway', 'inclusiveGateway', 'complexGateway'].flatMap((type): Refused[] => [
    [`a ${type} with a branch without a condition`, p.split(type, { b: '' }), 'gateway X-B'],
    [`a ${type} without any condition`, p.split(type, { a: '', b: '' }), ['gateway X-A', 'gateway X-B']],
    [
      `a ${type} with two branches without a condition, one the default`,
      withRoots(
        chain(start, el(type, 'X', '', 'default="X-A"')) +
          ['A', 'B', 'D'].map((id) => task(id) + flow('X', id, id === 'D' ? '${d}' : undefined) + flow(id, 'End')).join('') +
          end,
      ),
      'gateway X-B',
    ],
  ]),
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'].flatMap((type): Refused[] => [
    [`a ${type} with one way in and one way out`, line(el(type, 'X')), 'gateway-direction X'],
    [`a ${type} that is said to diverge and joins`, p.joined(type, 'gatewayDirection="Diverging"'), 'gateway-direction X'],
    [`a ${type} that is said to be mixed and joins`, p.joined(type, 'gatewayDirection="Mixed"'), 'gateway-direction X'],
  ]),
  ['a complexGateway with one way in and one way out', line(el('complexGateway', 'X')), 'gateway-direction X'],
  ['a split that is said to converge', p.split('exclusiveGateway', { attributes: 'gatewayDirection="Converging"' }), 'gateway-direction X'],
  ['a split that is said to be mixed', p.split('inclusiveGateway', { attributes: 'gatewayDirection="Mixed"' }), 'gateway-direction X'],
  ['one way in and one way out that is said to diverge', line(el('exclusiveGateway', 'X', '', 'gatewayDirection="Diverging"')), 'gateway-direction X'],
  ['one way in and one way out that is said to converge', line(el('parallelGateway', 'X', '', 'gatewayDirection="Converging"')), 'gateway-direction X'],
  [
    'an event-based gateway that is said to converge',
    p.eventGateway(wait('A'), wait('B', p.timer), '', 'gatewayDirection="Converging"'),
    'gateway-direction X',
  ],
  ['a complex join without an activation condition', p.joined('complexGateway'), 'gateway X'],
  [
    'an activation condition without a mark',
    p.joined('complexGateway', '', '<bpmn:activationCondition>activationCount > 1</bpmn:activationCondition>'),
    'gateway X',
  ],
  ['an event-based gateway before a user task', p.eventGateway(wait('A'), task('B')), 'event-gateway B'],
  ['an event-based gateway before a send task', p.eventGateway(wait('A'), el('sendTask', 'B', '', 'messageRef="M"')), 'event-gateway B'],
  [
    'an event-based gateway before a gateway',
    p.eventGateway(wait('A'), el('parallelGateway', 'B'), task('T') + flow('B', 'T') + flow('T', 'End')),
    'event-gateway B',
  ],
  [
    'an event-based gateway before an end event',
    withRoots(chain(start, el('eventBasedGateway', 'X'), wait('A'), end) + el('endEvent', 'B') + flow('X', 'B')),
    'event-gateway B',
  ],
  ['an event-based gateway before a throwing event', p.eventGateway(wait('A'), el('intermediateThrowEvent', 'B', p.signal)), 'event-gateway B'],
  ['an event-based gateway before a sub-process', p.eventGateway(wait('A'), el('subProcess', 'B', p.inner())), 'event-gateway B'],
  [
    'an event-based gateway with one way',
    withRoots(chain(start, task('T'), el('eventBasedGateway', 'X'), wait('A'), end) + task('U') + flow('T', 'U') + flow('U', 'X')),
    'event-gateway X',
  ],
  ['an event-based gateway before messages and receive tasks', p.eventGateway(wait('A'), el('receiveTask', 'B', '', 'messageRef="M2"')), 'event-gateway X'],
  ['an event-based gateway before something with another way in', p.eventGateway(wait('A'), wait('B', p.timer), flow('Start', 'A')), 'event-gateway A'],
  [
    'an event-based gateway before a receive task with a boundary event',
    p.eventGateway(el('receiveTask', 'A', '', 'messageRef="M"'), wait('B', p.timer), p.boundary('T', 'A', p.timer) + flow('T', 'End')),
    'event-gateway A',
  ],
  [
    'a parallel event-based gateway that does not start',
    p.eventGateway(wait('A'), wait('B', p.message2), '', 'eventGatewayType="Parallel"'),
    'event-gateway X',
  ],
  ['an event-based gateway that starts and has a way in', p.eventGateway(wait('A'), wait('B', p.message2), '', 'instantiate="true"'), 'event-gateway X'],
  [
    'an event-based gateway that starts a sub-process',
    line(
      el(
        'subProcess',
        'Sub',
        p.inner() +
          el('eventBasedGateway', 'X', '', 'instantiate="true"') +
          wait('A') +
          wait('B', p.timer) +
          flow('X', 'A') +
          flow('X', 'B') +
          flow('A', 'S_end') +
          flow('B', 'S_end'),
      ),
    ),
    'event-gateway X',
  ],
]

const pools = (inside: string, content = chain(start, task('T'), end)) =>
  definitions(
    `<bpmn:collaboration id="Co"><bpmn:participant id="Us" processRef="test"/><bpmn:participant id="Them" processRef="p2"/>${inside}</bpmn:collaboration><bpmn:process id="test" isExecutable="true">${content}</bpmn:process><bpmn:process id="p2">${task('Far') + el('startEvent', 'FarStart', p.message) + el('endEvent', 'FarEnd') + el('exclusiveGateway', 'FarGate') + el('receiveTask', 'FarReceive') + el('sendTask', 'FarSend')}</bpmn:process>${p.roots}`,
  )
const messageFlow = (source: string, target: string) => pools(`<bpmn:messageFlow id="X" sourceRef="${source}" targetRef="${target}"/>`)

const collaboration: Refused[] = [
  ['a message flow within a pool', messageFlow('T', 'Start'), ['message-flow X']],
  ['a message flow between elements of one pool', messageFlow('T', 'End'), ['message-flow X']],
  ['a message flow from a pool into itself', messageFlow('T', 'Us'), 'message-flow X'],
  ['a message flow from a pool to the same pool', messageFlow('Us', 'Us'), 'message-flow X'],
  ['a message flow from a start event', messageFlow('Start', 'Them'), 'message-flow X'],
  ['a message flow to an end event', messageFlow('T', 'FarEnd'), 'message-flow X'],
  ['a message flow from an end event without a message', messageFlow('End', 'Them'), 'message-flow X'],
  ['a message flow to a start event without a message', messageFlow('Far', 'Start'), 'message-flow X'],
  ['a message flow from a gateway', messageFlow('FarGate', 'T'), ['message-flow X', 'reference X']],
  ['a message flow to a gateway', messageFlow('T', 'FarGate'), ['message-flow X', 'reference X']],
  ['a message flow from a receive task', messageFlow('FarReceive', 'T'), 'message-flow X'],
  ['a message flow to a send task', messageFlow('T', 'FarSend'), 'message-flow X'],
  [
    'a participant of less than nobody',
    pools('<bpmn:participant id="X"><bpmn:participantMultiplicity minimum="3" maximum="2"/></bpmn:participant>'),
    'participant X',
  ],
  [
    'a participant of at most nobody',
    pools('<bpmn:participant id="X"><bpmn:participantMultiplicity minimum="0" maximum="0"/></bpmn:participant>'),
    'participant X',
  ],
  [
    'a collaboration by choreography',
    definitions(
      `<bpmn:choreography id="Ch"/><bpmn:collaboration id="X"><bpmn:choreographyRef>Ch</bpmn:choreographyRef></bpmn:collaboration><bpmn:process id="test" isExecutable="true">${chain(start, end)}</bpmn:process>`,
    ),
    'supported-element X',
  ],
  [
    'a choreography task in a process',
    processOf(
      `${chain(start, end)}<bpmn:choreographyTask id="X" initiatingParticipantRef="P"><bpmn:participantRef>P</bpmn:participantRef><bpmn:participantRef>P2</bpmn:participantRef><bpmn:messageFlowRef>F</bpmn:messageFlowRef></bpmn:choreographyTask>`,
      '',
      '<bpmn:collaboration id="Co"><bpmn:participant id="P"/><bpmn:participant id="P2"/><bpmn:messageFlow id="F" sourceRef="P" targetRef="P2"/></bpmn:collaboration>',
    ),
    ['supported-element X', 'unreachable X'],
  ],
  [
    'a lane with an element of another process',
    definitions(
      `<bpmn:process id="test" isExecutable="true"><bpmn:laneSet id="L"><bpmn:lane id="X"><bpmn:flowNodeRef>Far</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${chain(start, end)}</bpmn:process>${other(task('Far'))}`,
    ),
    'lane X',
  ],
  [
    'an element in two lanes',
    processOf(
      `<bpmn:laneSet id="L"><bpmn:lane id="Y"><bpmn:flowNodeRef>Start</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="X"><bpmn:flowNodeRef>Start</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${chain(start, end)}`,
    ),
    'lane X',
  ],
  [
    'an extension that must be understood',
    processOf(chain(start, end)).replace('<bpmn:process', '<bpmn:extension mustUnderstand="true"/><bpmn:process'),
    'supported-element Definitions_Test',
  ],
  ...['http://www.omg.org/spec/BPMN/20100524/MODEL', 'http://schemas.xmlsoap.org/wsdl/', 'urn:other'].map((type): Refused => [
    `an import of ${type}`,
    processOf(chain(start, end)).replace('<bpmn:process', `<bpmn:import importType="${type}" location="other.bpmn" namespace="urn:other"/><bpmn:process`),
    'supported-element Definitions_Test',
  ]),
  ['a file without a process', definitions('<bpmn:message id="M" name="m"/>'), 'process '],
]

export const flows: Refused[] = [...sequenceFlows, ...conditions, ...gateways, ...collaboration]
