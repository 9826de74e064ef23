import type { FormReference } from '../bpmn/graph.ts'

/**
 * What the machine can not know by itself. The runtime answers and the run goes on; it may be thrown away and run again instead.
 * A task is answered to the behaviour that asked; every other need is a question: the answer is remembered for the rest of the
 * command, and the operation that asked is done again from its beginning, so that a condition, a mapping or a listener may ask too.
 */
export type Need = TaskNeed | Question

export type Question = HandlerNeed | ComputeNeed | DecisionNeed | CaughtAboveNeed | DueNeed

/** Run the handler an element or a listener names. Answer: HandlerAnswer, or `later` for a job handler. */
export type HandlerNeed = {
  kind: 'handler'
  name: string
  nodeId: string
  executionId: string
  variables: Record<string, unknown>
  /** Listeners only: `start`, `end`, `take`, `create`, `assignment`, `complete`, `update`, `delete`, `timeout`. */
  event?: string
}
export type HandlerAnswer = {
  rows?: import('./changes.ts').ModuleRow[]
  variables?: Record<string, unknown>
  case?: Record<string, string | null>
  bpmnError?: { code: string; message: string }
}

/** Compute what may take long or is not ours to run in this thread: scripts, and FEEL whose cost its text does not bound. Answer: ComputeAnswer. */
export type ComputeNeed = {
  kind: 'compute'
  language: 'javascript' | 'feel'
  source: string
  /** Plain values the code may read. JavaScript also reads them as globals, as Camunda's scripts do. */
  variables: Record<string, unknown>
}
export type ComputeAnswer =
  | { result: unknown; /** Set by `execution.setVariable(name, value)`, in order. */ variables: { name: string; value: unknown; local: boolean }[] }
  | { bpmnError: { code: string; message: string } }
  /** Threw, took too long, took too much memory, gave what is no data: one sentence. */
  | { failure: string }

/** Evaluate a decision (DMN). Answer: DecisionAnswer. */
export type DecisionNeed = {
  kind: 'decision'
  key: string
  binding: 'latest' | 'deployment' | 'version' | 'versionTag'
  version: string | null
  /** camunda:decisionRefTenantId; null: the instance's own, then the base. */
  tenant: string | null
  nodeId: string
  variables: Record<string, unknown>
}
export type DecisionAnswer =
  | {
      /** One entry per matched rule: output name → value. A literal expression gives one entry with one value. */
      outputs: Record<string, unknown>[]
      definition: { id: string; key: string; name: string }
      /** For the history, required decisions first: what was asked and what came out, as plain data. */
      evaluations: DecisionEvaluation[]
    }
  | { failure: string }
export type DecisionEvaluation = {
  definitionId: string
  key: string
  name: string
  inputs: { id: string; name: string; value: unknown }[]
  outputs: { id: string; name: string; variableName: string; ruleId: string | null; ruleOrder: number | null; value: unknown }[]
  collectResult: number | null
}

/** Would an error with this code be caught by an activity that called this instance, or above it? Answer: boolean. */
export type CaughtAboveNeed = { kind: 'caught-above'; code: string }

/** When a duration is over that is counted in working time. Answer: an ISO instant. */
export type DueNeed = { kind: 'due'; calendar: string; duration: string; from: string; tenant: string }

/** Resolve who gets a task, which form version, and until when. Answer: TaskAnswer. */
export type TaskNeed = {
  kind: 'task'
  nodeId: string
  executionId: string
  /** `cz:assign` rules; `field:` ones already replaced by their values as `user:`. */
  assign: string[]
  onEmpty: string
  assignee: string | null
  candidateUsers: string[]
  candidateGroups: string[]
  form: FormReference | null
  /** `cz:due`, or an ISO instant or day from camunda:dueDate. */
  due: string | null
  caseOf: {
    tenant: string
    initiator: string | null
    enterpriseId: string | null
    villageId: string | null
    townshipId: string | null
    departmentId: string | null
  }
}
export type TaskAnswer = { assignee: string | null; candidates: string[]; formVersionId: string | null; dueAt: string | null; incident: string | null }
