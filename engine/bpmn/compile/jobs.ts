import { extensions, text, type ModelElement } from '../model.ts'

/** `camunda:failedJobRetryTimeCycle`: `R3/PT10M` or a list of durations; null for the engine's default. */
export function readRetryCycle(element: ModelElement): string | null {
  const [cycle] = extensions(element, 'camunda:FailedJobRetryTimeCycle')
  return cycle ? (text(cycle, 'body') ?? null) : null
}
