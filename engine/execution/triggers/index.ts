import type { EventTrigger } from '../../bpmn/graph.ts'
import type { TriggerBehaviour } from '../behaviour.ts'
import { cancel } from './cancel.trigger.ts'
import { conditional } from './conditional.trigger.ts'
import { error } from './error.trigger.ts'
import { escalation } from './escalation.trigger.ts'
import { link } from './link.trigger.ts'
import { message } from './message.trigger.ts'
import { signal } from './signal.trigger.ts'
import { terminate } from './terminate.trigger.ts'
import { timer } from './timer.trigger.ts'

const table: { [Kind in EventTrigger['kind']]?: TriggerBehaviour<Extract<EventTrigger, { kind: Kind }>> } = {
  message,
  signal,
  timer,
  conditional,
  error,
  escalation,
  cancel,
  link,
  terminate,
}

/** What each kind of event definition does; where it may stand is said in behaviours/index.ts. */
export const triggers = table as Partial<Record<EventTrigger['kind'], TriggerBehaviour<EventTrigger>>>
