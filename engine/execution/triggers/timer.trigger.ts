import type { TriggerOf } from '../../bpmn/graph.ts'
import type { EventVisit, TriggerBehaviour } from '../behaviour.ts'
import { putJob } from '../jobs.ts'
import { firstDue } from '../timer.ts'

type Timer = TriggerOf<'timer'>

/** A job that is due at the timer's time: a restart between arming and firing loses no deadline. */
export const timer: TriggerBehaviour<Timer> = {
  arm(visit) {
    const { dueAt, data } = dueOf(visit)
    putJob(visit, visit.execution, { kind: 'timer', nodeId: visit.node.id, dueAt, data: { ...data, index: visit.index } })
    return []
  },
}

/** When it is due first, and what a cycle remembers. Asks when working time has to be counted. */
export function dueOf({ event, env, rows, evaluate, ask }: EventVisit<Timer>) {
  const value = evaluate(event.value)
  if (event.calendar === null || event.timer !== 'duration') return firstDue(event, value, env.now)
  const dueAt = String(ask({ kind: 'due', calendar: event.calendar, duration: String(value), from: env.now, tenant: rows.instance.tenant }))
  return { dueAt, data: {} }
}
