import type { Node } from '../bpmn/graph.ts'

const starts: Record<string, string> = {
  none: 'startEvent',
  timer: 'startTimerEvent',
  compensate: 'compensationStartEvent',
}
const ends: Record<string, string> = { none: 'noneEndEvent', compensate: 'compensationEndEvent' }
const catches: Record<string, string> = { timer: 'intermediateTimer', conditional: 'intermediateConditional' }
const throws: Record<string, string> = {
  none: 'intermediateNoneThrowEvent',
  message: 'intermediateMessageThrowEvent',
  escalation: 'intermediateEscalationThrowEvent',
  compensate: 'intermediateCompensationThrowEvent',
}
const boundaries: Record<string, string> = { compensate: 'compensationBoundaryCatch', cancel: 'cancelBoundaryCatch' }

/** Camunda's own names for events by position and trigger: `boundaryTimer`, `intermediateMessageCatch`, `noneEndEvent`; other elements keep BPMN's. */
export function activityType(node: Pick<Node, 'type' | 'kind'> | undefined): string {
  if (node === undefined) return 'undefined'
  const trigger = node.kind.split(':')[1] ?? 'none'
  const Trigger = trigger.charAt(0).toUpperCase() + trigger.slice(1)
  switch (node.type) {
    case 'startEvent':
      return starts[trigger] ?? `${trigger}StartEvent`
    case 'endEvent':
      return ends[trigger] ?? `${trigger}EndEvent`
    case 'boundaryEvent':
      return boundaries[trigger] ?? `boundary${Trigger}`
    case 'intermediateCatchEvent':
      return catches[trigger] ?? `intermediate${Trigger}Catch`
    case 'intermediateThrowEvent':
      return throws[trigger] ?? `intermediate${Trigger}Throw`
    default:
      return node.type
  }
}
