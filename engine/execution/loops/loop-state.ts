import type { ExecutionRow, TypedValue } from '../state.ts'

/**
 * What the body of a loop remembers in `data.loop`. The body is the activity as the flow around it sees it: it holds the boundary events
 * and one child for each instance that runs. What is written each time an instance ends is not here but in the body's variables, so that
 * the row of a large loop is written seldom.
 */
export type LoopState = {
  /** How many instances there will be; null where a condition decides (standard loop). */
  count: number | null
  /** Parallel: the instance that is created next. Sequential: only where it goes on in a job of its own. */
  next: number
  /** The items as they were when the loop began, as long as instances are to be created from them. */
  items: unknown[] | null
  /** What the instances gave so far, by loopCounter (outputDataItem). */
  outputs?: Record<string, TypedValue>
  /** Nothing is started any more: the body only has to find its way on. */
  done?: true
}

/** @returns undefined for an execution that is no body of a loop */
export function loopOf({ data }: ExecutionRow): LoopState | undefined {
  return data['loop'] as LoopState | undefined
}

/** An execution that is one instance of a loop; its parent is the body. */
export const isInstance = ({ data }: ExecutionRow) => data['inner'] === true

/** The number of an instance, from 0 (Camunda's loopCounter). */
export const indexOf = ({ data }: ExecutionRow) => Number(data['index'] ?? 0)
