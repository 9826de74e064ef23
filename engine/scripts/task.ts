import type { ComputeAnswer, ComputeNeed } from '../execution/need.ts'
import type { DecisionModel } from '../decisions/decision-model.ts'
import type { DecisionOutcome } from '../decisions/evaluate/outcome.ts'

/** What a worker can be asked to do. Plain data on both ways. */
export type Task = ComputeNeed | DecisionTask

export type DecisionTask = {
  kind: 'evaluate-decision'
  model: DecisionModel
  /** Id of the decision in the model. */
  decision: string
  variables: Record<string, unknown>
}

export type TaskAnswer = ComputeAnswer | DecisionOutcome

/** A worker says when it begins, so that its own start and the wait for it cost the task no time. `broken`: do not give this worker another task. */
export type WorkerMessage = { kind: 'begun' } | { kind: 'done'; answer: TaskAnswer; broken: boolean }

export type WorkerRequest = { task: Task; deadlineMs: number }
export type WorkerData = { memoryBytes: number }

/** As much as one variable may hold. */
export const maxResultLength = 1_048_576

/** Data nested deeper than a person writes it is an attack on whoever walks over it later. */
export const maxResultDepth = 200
