import { asText } from '../bpmn/expressions/juel-values.ts'
import type { EventTrigger } from '../bpmn/graph.ts'
import { isCron, nextCron } from '../bpmn/cron.ts'
import { addDuration, nextFiring, parseInstant, parseRepetition } from '../bpmn/timer.ts'
import { TokenFailure } from './environment.ts'
import type { JobRow } from './state.ts'

type Due = { dueAt: string; data: Record<string, unknown> }

/** When a timer fires first. Cycles remember their interval and how many firings are left. */
export function firstDue(event: Extract<EventTrigger, { kind: 'timer' }>, value: unknown, now: string): Due {
  const text = asText(value)
  const due = event.timer === 'date' ? atDate(text) : event.timer === 'duration' ? afterDuration(text, now) : firstOfCycle(text, now)
  if (!due) throw new TokenFailure('timer', `not a valid time: ${text}`)
  return due
}

function atDate(text: string): Due | undefined {
  const dueAt = parseInstant(text)
  return dueAt === undefined ? undefined : { dueAt, data: {} }
}

function afterDuration(text: string, now: string): Due | undefined {
  const dueAt = addDuration(now, text)
  return dueAt === undefined ? undefined : { dueAt, data: {} }
}

function firstOfCycle(text: string, now: string): Due | undefined {
  if (isCron(text)) return nextOfCron(text, now)
  const cycle = parseRepetition(text)
  if (!cycle) return undefined
  const { interval, left, end } = cycle
  const dueAt = cycle.start ?? addDuration(now, interval)
  return dueAt === undefined || isOver(dueAt, end) ? undefined : { dueAt, data: { interval, left, anchor: dueAt, ...(end !== null && { end }) } }
}

function nextOfCron(cron: string, after: string, data: Record<string, unknown> = { cron }): Due | undefined {
  const dueAt = nextCron(cron, after)
  return dueAt === undefined ? undefined : { dueAt, data }
}

/** The next firing of a cycle after one real firing; undefined when it was the last, or no cycle. */
export function nextDue(job: JobRow, now: string): Due | undefined {
  const { interval, left, anchor, cron, end } = job.data
  if (typeof cron === 'string') return nextOfCron(cron, job.dueAt > now ? job.dueAt : now, job.data)
  if (typeof interval !== 'string' || left === 1) return undefined
  const dueAt = nextFiring(job.dueAt, interval, now, typeof anchor === 'string' ? anchor : job.dueAt)
  return dueAt === undefined || isOver(dueAt, end) ? undefined : { dueAt, data: { ...job.data, left: typeof left === 'number' ? left - 1 : null } }
}

/** Instants compare as text. */
const isOver = (dueAt: string, end: unknown) => typeof end === 'string' && dueAt > end
