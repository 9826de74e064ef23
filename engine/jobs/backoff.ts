import { addDuration, parseRepetition } from '../bpmn/timer.ts'

const defaults = ['PT5S', 'PT1M', 'PT10M']

/**
 * When to try again after a failure. `cycle` is camunda:failedJobRetryTimeCycle: `R3/PT10M`, or a list `PT1M,PT5M`.
 * @param attempt 0 for the first failure
 */
export function retryAt(now: string, cycle: string | null, attempt: number): string {
  const repetition = cycle === null ? undefined : parseRepetition(cycle)
  const delays = repetition ? [repetition.interval] : cycle === null ? defaults : cycle.split(',').map((delay) => delay.trim())
  const delay = delays[Math.min(attempt, delays.length - 1)] ?? 'PT5S'
  return addDuration(now, delay) ?? addDuration(now, 'PT10M') ?? now
}
