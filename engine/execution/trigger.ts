/** What happened to a waiting execution. */
export type Trigger =
  | {
      kind: 'task'
      taskId: string
      variables: Record<string, unknown>
      outcome: string | null
      opinion: string | null
      submissionId: string | null
      by: string | null
      onBehalfOf: string | null
    }
  | { kind: 'message'; subscriptionId: string; variables: Record<string, unknown> }
  | { kind: 'timer'; jobId: string }
  | { kind: 'handled'; jobId: string; answer: unknown }

/** What a command asks of one instance. */
export type Command =
  | { kind: 'start'; nodeId: string | null; variables: Record<string, unknown> }
  | { kind: 'trigger'; executionId: string; trigger: Trigger }
  | { kind: 'continue'; jobId: string }
  | { kind: 'cancel'; reason: string }
  | { kind: 'retry'; incidentId: string }
  /** A job has used up its retries: an incident on its execution says why, until the job succeeds. */
  | { kind: 'job-failed'; jobId: string; message: string }
