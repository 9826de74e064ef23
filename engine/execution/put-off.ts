import { putJob } from './jobs.ts'
import type { Run } from './run.ts'
import type { Operation } from './operation.ts'
import type { ExecutionRow } from './state.ts'

/** Where the token goes on: into the node it stands before, or along the flows it has chosen. */
type Continuation = { phase: 'before' } | { phase: 'after'; flows: string[] }

/** camunda:asyncBefore/asyncAfter: the step ends here and a job goes on from here in a transaction of its own. */
export function putOff(run: Run, execution: ExecutionRow, data: Continuation): Operation[] {
  putJob(run, execution, { kind: 'async', data })
  run.rows.updateExecution(execution.id, { waits: true })
  return []
}
