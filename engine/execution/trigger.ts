import type { TaskPatch } from './update-task.ts'

/** What happened to a waiting execution. Variables are plain values, or `Typed` where their type is to be kept. */
export type Trigger =
  | {
      kind: 'task'
      taskId: string
      variables: Record<string, unknown>
      local?: Record<string, unknown>
      outcome: string | null
      opinion: string | null
      submissionId: string | null
      by: string | null
      onBehalfOf: string | null
    }
  /** A message, a signal or a condition that a subscription waits for. */
  | { kind: 'event'; subscriptionId: string; variables: Record<string, unknown>; local?: Record<string, unknown> }
  | { kind: 'timer'; jobId: string }
  | { kind: 'handled'; jobId: string; answer: unknown }
  /** An external worker has done its task, or with `failed` an attempt of it has failed. */
  | { kind: 'external'; jobId: string; variables: Record<string, unknown>; local?: Record<string, unknown>; failed?: FailedAttempt }
  /** What a call activity called has ended, or has thrown something that may be caught here. */
  | { kind: 'called'; childId: string; variables: Record<string, unknown>; error: Thrown | null; escalation: Thrown | null }
  /** Everything that a throwing event or a cancelled transaction had to undo is undone. */
  | { kind: 'compensated' }
  /** A call by execution id, to a receive task without a message. */
  | { kind: 'signalled'; variables: Record<string, unknown> }

/** What a worker says of an attempt that failed. `retries`: how many are left. */
export type FailedAttempt = { errorMessage: string | null; errorDetails: string | null; retries: number; workerId: string }

/** An error or escalation on its way to whoever catches it. */
export type Thrown = { code: string | null; message: string | null; variables?: Record<string, unknown> }

/** What a command asks of one instance. */
export type Command =
  /** `nodeId`: the start event, or the event or receive task behind an instantiating gateway; null: the none start event. */
  | {
      kind: 'start'
      nodeId: string | null
      variables: Record<string, unknown>
      /** Starts where these say instead (Camunda's startInstructions). */ instructions?: Instruction[]
    }
  | { kind: 'trigger'; executionId: string; trigger: Trigger }
  | { kind: 'continue'; jobId: string }
  | { kind: 'cancel'; reason: string }
  | { kind: 'retry'; incidentId: string }
  /** A person or a worker reports an error or escalation of the activity that an execution runs. */
  | { kind: 'throw'; executionId: string; what: 'error' | 'escalation'; thrown: Thrown }
  | { kind: 'set-variables'; executionId: string; variables: Record<string, unknown>; local: boolean; remove: string[] }
  /** Somebody changes an open task by hand. */
  | { kind: 'update-task'; taskId: string; patch: TaskPatch }
  | { kind: 'suspend'; suspended: boolean }
  /** Moves tokens by hand (Camunda's modification). */
  | { kind: 'modify'; instructions: Instruction[] }
  /** An effect on another instance is done at last: what was reported about it is settled. */
  | { kind: 'job-done'; jobId: string }
  /** A job has used up its retries: an incident on its execution says why, until the job succeeds. */
  | { kind: 'job-failed'; job: { id: string; executionId: string | null; nodeId: string }; message: string }
  /** A job gets so many attempts: more than none settle its incident, none makes one. */
  | { kind: 'job-retries'; job: { id: string; executionId: string | null; nodeId: string }; retries: number; message: string }

export type Instruction =
  | { kind: 'start'; at: 'before' | 'after'; nodeId: string; scopeId: string | null; variables: Record<string, unknown>; local: Record<string, unknown> }
  | { kind: 'start'; at: 'flow'; flowId: string; scopeId: string | null; variables: Record<string, unknown>; local: Record<string, unknown> }
  | { kind: 'cancel'; nodeId: string }
  | { kind: 'cancel'; executionId: string }
