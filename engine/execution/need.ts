import type { FormReference } from '../bpmn/graph.ts'

/** What the machine can not know by itself. The runtime answers and the run goes on; it may be thrown away and run again instead. */
export type Need = HandlerNeed | TaskNeed

/** Run the handler a service task names. Answer: HandlerAnswer. */
export type HandlerNeed = { kind: 'handler'; name: string; nodeId: string; executionId: string; variables: Record<string, unknown> }
export type HandlerAnswer = { rows?: import('./changes.ts').ModuleRow[]; variables?: Record<string, unknown>; case?: Record<string, string | null> }

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
