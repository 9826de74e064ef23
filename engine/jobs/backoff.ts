import { addDuration, parseRepetition } from '../bpmn/timer.ts'

/** How often a job is tried in all, and how long it rests after each failure. */
export type RetryPlan = { attempts: number; delays: string[] }

const byDefault = ['PT5S', 'PT1M', 'PT10M']

/**
 * `cycle` is camunda:failedJobRetryTimeCycle: `R5/PT10M` is five attempts with ten minutes between them, a list `PT1M,PT5M` is one attempt
 * more than it has delays. Without it: four attempts, after 5 s, 1 min and 10 min.
 */
export function retryPlan(cycle: string | null): RetryPlan {
  const repetition = cycle === null ? undefined : parseRepetition(cycle)
  if (repetition) return { attempts: repetition.left ?? byDefault.length + 1, delays: [repetition.interval] }
  const delays = cycle === null ? byDefault : cycle.split(',').map((delay) => delay.trim())
  return { attempts: delays.length + 1, delays }
}

/** When to try again. @param failed 1 for the first failure */
export function retryAt(now: string, { delays }: RetryPlan, failed: number): string {
  const delay = delays[Math.min(failed, delays.length) - 1] ?? 'PT5S'
  return addDuration(now, delay) ?? addDuration(now, 'PT10M') ?? now
}
