import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, line, withRoots } = p
const root = (content: string) => processOf(chain(start, end), '', content)
const inProcess = (content: string) => processOf(chain(start, end) + content)

const wrong = (name: string, xml: string, element: string, ...more: string[]): Refused => [
  `${name} that refers to something else`,
  xml,
  [`reference ${element}`, ...more],
]

/** References to what is not there, or is something else. */
export const references: Refused[] = [
  ...[
    ['a message event', p.catching('<bpmn:messageEventDefinition messageRef="Nobody"/>'), 'message X'],
    ['a signal event', p.catching('<bpmn:signalEventDefinition signalRef="Nobody"/>'), 'signal X'],
    ['an error event', p.ending('<bpmn:errorEventDefinition errorRef="Nobody"/>'), 'error X'],
    ['an escalation event', p.ending('<bpmn:escalationEventDefinition escalationRef="Nobody"/>'), 'escalation X'],
    ['an event definition', p.catching('<bpmn:eventDefinitionRef>Nobody</bpmn:eventDefinitionRef>'), 'trigger X', 'supported-element X'],
    ['a boundary event', withRoots(chain(start, end) + p.boundary('X', 'Nobody', p.timer) + flow('X', 'End')), 'boundary X'],
  ].map(([name = '', xml = '', ...also]): Refused => [`${name} that refers to nothing`, xml, ['xml *', ...also]]),
  ['a receive task that refers to nothing', line(el('receiveTask', 'X', '', 'messageRef="Nobody"')), 'xml X'],
  ['a compensation event that refers to nothing', p.compensated({ thrown: '<bpmn:compensateEventDefinition activityRef="Nobody"/>' }), 'xml *'],
  ['a default flow that is nothing', line(task('X', 'default="Nobody"')), 'xml X'],
  [
    'a lane that holds nothing',
    processOf(`<bpmn:laneSet id="L"><bpmn:lane id="X"><bpmn:flowNodeRef>Nobody</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${chain(start, end)}`),
    'xml X',
  ],
  ['a participant of no process', root('<bpmn:collaboration id="Co"><bpmn:participant id="X" processRef="Nobody"/></bpmn:collaboration>'), 'xml X'],
  ['a data object reference to nothing', inProcess('<bpmn:dataObjectReference id="X" dataObjectRef="Nobody"/>'), ['xml X', 'data X']],
  [
    'a listed flow that is nothing',
    processOf(`${chain(start, end)}`.replace('<bpmn:endEvent id="End"/>', el('endEvent', 'End', '<bpmn:incoming>Nobody</bpmn:incoming>'))),
    'xml End',
  ],
  ['an item definition that is nothing', inProcess('<bpmn:dataObject id="X" itemSubjectRef="Nobody"/>'), 'xml X'],
  wrong('a message event', p.catching('<bpmn:messageEventDefinition messageRef="S"/>'), 'X'),
  wrong('a signal event', p.catching('<bpmn:signalEventDefinition signalRef="M"/>'), 'X'),
  wrong('an error event', p.ending('<bpmn:errorEventDefinition errorRef="C"/>'), 'X', 'error X'),
  wrong('an escalation event', p.ending('<bpmn:escalationEventDefinition escalationRef="E"/>'), 'X', 'escalation X'),
  wrong('a receive task', line(el('receiveTask', 'X', '', 'messageRef="S"')), 'X'),
  wrong('an event definition', p.catching('<bpmn:eventDefinitionRef>M</bpmn:eventDefinitionRef>'), 'X', 'message X'),
  wrong(
    'a boundary event',
    withRoots(chain(start, el('parallelGateway', 'G'), end) + task('T') + flow('G', 'T') + flow('T', 'End') + p.boundary('X', 'G', p.timer) + flow('X', 'End')),
    'X',
    'boundary X',
  ),
  wrong('a default flow', line(task('X', 'default="End"')), 'X', 'default-flow X'),
  wrong(
    'a sequence flow',
    withRoots(`${chain(start, task('T'), end)}<bpmn:dataObject id="D"/><bpmn:sequenceFlow id="X" sourceRef="T" targetRef="D"/>`),
    'X',
    'sequence-flow X',
  ),
  wrong('a compensation event', p.compensated({ thrown: '<bpmn:compensateEventDefinition activityRef="Start"/>' }), 'Undo'),
  wrong(
    'a lane',
    processOf(`<bpmn:laneSet id="L"><bpmn:lane id="X"><bpmn:flowNodeRef>Start-End</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${chain(start, end)}`),
    'X',
    'lane X',
  ),
  wrong('a participant', root('<bpmn:collaboration id="Co"><bpmn:participant id="X" processRef="Start"/></bpmn:collaboration>'), 'X'),
  wrong('a data object reference', inProcess('<bpmn:property id="Q"/><bpmn:dataObjectReference id="X" dataObjectRef="Q"/>'), 'X'),
  wrong(
    'a listed flow',
    processOf(chain(start, end).replace('<bpmn:endEvent id="End"/>', el('endEvent', 'End', '<bpmn:incoming>Start</bpmn:incoming>'))),
    'End',
    'flow-list End',
    'flow-list Start',
  ),
  wrong('an item', inProcess('<bpmn:dataObject id="X" itemSubjectRef="End"/>'), 'X'),
  wrong('a behaviour of a multi-instance', line(p.loop(p.three, 'id="L" behavior="One" oneBehaviorEventRef="S"')), 'L'),
  wrong(
    'a data association',
    line(
      task(
        'X',
        '',
        '<bpmn:property id="Q"/><bpmn:dataInputAssociation id="A"><bpmn:sourceRef>X</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef></bpmn:dataInputAssociation>',
      ),
    ),
    'A',
  ),
]
