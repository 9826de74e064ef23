import { cancelInstance, closeIncident } from './cancel.ts'
import { tellParent } from './ended.ts'
import { goOn, type Operation } from './operation.ts'
import type { Run } from './run.ts'
import { startInstance } from './start.ts'
import type { Command } from './trigger.ts'
import { updateTask } from './update-task.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

const table: { [Kind in Command['kind']]?: (run: Run, command: Of<Kind>) => Operation[] } = {
  start: startInstance,
  trigger,
  continue: continueJob,
  cancel,
  retry,
  throw: (_, { executionId, what, thrown }) => [{ op: 'throw', executionId, what, thrown, by: 'activity' }],
  'set-variables': setVariables,
  'update-task': updateTask,
  suspend,
  'job-failed': openIncident,
  'job-done': (run, { jobId }) => {
    closeIncidents(run, jobId)
    return []
  },
}

/** The first operations of each command. */
export function commandOperations(run: Run, command: Command): Operation[] {
  run.rows.mark()
  const first = table[command.kind] as ((run: Run, command: Command) => Operation[]) | undefined
  if (!first) throw new Error(`the command ${command.kind} is not known`)
  return first(run, command)
}

function trigger(run: Run, command: Of<'trigger'>): Operation[] {
  if ('jobId' in command.trigger) closeIncidents(run, command.trigger.jobId)
  return [{ op: 'resume', executionId: command.executionId, trigger: command.trigger }]
}

function cancel(run: Run, { reason }: Of<'cancel'>): Operation[] {
  if (run.rows.instance.endedAt !== null) return []
  cancelInstance(run, { state: 'cancelled', deleteReason: reason })
  tellParent(run, null)
  return []
}

/** Set from outside: conditions look at it, as if an activity had set it. */
function setVariables(run: Run, { executionId, variables, local, remove }: Of<'set-variables'>): Operation[] {
  run.rows.setVariables(executionId, variables, { local })
  for (const name of remove) run.rows.removeVariable(executionId, name)
  return [{ op: 'look', executionId }]
}

function suspend({ rows, env }: Run, { suspended }: Of<'suspend'>): Operation[] {
  rows.updateInstance({ suspendedAt: suspended ? env.now : null })
  return []
}

/** An async continuation: the step that was put off runs now. */
function continueJob(run: Run, { jobId }: Of<'continue'>): Operation[] {
  const { rows } = run
  const job = rows.get('jobs', jobId)
  if (!job || job.executionId === null || job.kind !== 'async') return []
  closeIncidents(run, jobId)
  rows.remove('jobs', jobId)
  rows.updateExecution(job.executionId, { waits: false })
  const { flows } = job.data
  return [Array.isArray(flows) ? goOn(job.executionId, flows.map(String)) : { op: 'enter', executionId: job.executionId, nodeId: job.nodeId, resumed: true }]
}

/** The failed operation again: the incident goes, the token does what it could not do. A job's incident is settled by its job. */
function retry(run: Run, { incidentId }: Of<'retry'>): Operation[] {
  const { rows } = run
  const incident = rows.get('incidents', incidentId)
  if (!incident || incident.jobId !== null) return []
  closeIncident(run, incidentId, 'resolved')
  const { data } = rows.execution(incident.executionId)
  const { failed, ...rest } = data
  rows.updateExecution(incident.executionId, { waits: false, data: rest })
  const { executionId, nodeId } = incident
  if (isOperation(failed)) return [failed]
  return [failed === 'leave' ? { op: 'leave', executionId } : { op: 'enter', executionId, nodeId, resumed: true }]
}

/** What fail.operation.ts left to be done again. */
const isOperation = (failed: unknown): failed is Operation => typeof failed === 'object' && failed !== null && 'op' in failed

/** The job goes at last: what was reported about it is settled. */
function closeIncidents(run: Run, jobId: string): void {
  for (const incident of run.rows.all('incidents')) if (incident.jobId === jobId) closeIncident(run, incident.id, 'resolved')
}

function openIncident(run: Run, { job, message }: Of<'job-failed'>): Operation[] {
  const { rows, env } = run
  const execution = rows.get('executions', job.executionId ?? '') ?? rows.get('executions', rows.instance.id)
  if (!execution) return []
  closeIncidents(run, job.id)
  const row = rows.get('jobs', job.id)
  if (row) rows.put('jobs', job.id, { ...row, retries: 0 })
  const id = env.newId()
  const { id: instanceId, tenant } = rows.instance
  const kind = row?.kind === 'external' ? 'failed-external-task' : 'failed-job'
  rows.put('incidents', id, { id, instanceId, executionId: execution.id, nodeId: job.nodeId, kind, message, jobId: job.id, createdAt: env.now, tenant })
  return []
}
