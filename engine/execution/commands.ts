import { closeIncident } from './cancel.ts'
import { closeJobIncidents, openJobIncident, setJobRetries } from './job-incident.ts'
import { goOn, type Operation } from './operation.ts'
import { multiply } from './quantities.ts'
import type { Run } from './run.ts'
import { startInstance } from './start.ts'
import type { Command } from './trigger.ts'

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>

const table: { [Kind in Command['kind']]?: (run: Run, command: Of<Kind>) => Operation[] } = {
  start: startInstance,
  trigger,
  continue: continueJob,
  cancel: (_, command) => [{ op: 'command', command }],
  retry,
  throw: (_, { executionId, what, thrown }) => [{ op: 'throw', executionId, what, thrown, by: 'activity' }],
  'set-variables': setVariables,
  'update-task': (_, command) => [{ op: 'command', command }],
  suspend,
  modify: (_, { instructions }) => [{ op: 'modify', instructions }],
  'job-failed': (run, { job, message }) => {
    openJobIncident(run, job, message)
    return []
  },
  'job-retries': (run, { job, retries, message }) => {
    setJobRetries(run, job, { retries, message })
    return []
  },
  'job-done': (run, { jobId }) => {
    closeJobIncidents(run, jobId)
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
  if ('jobId' in command.trigger) closeJobIncidents(run, command.trigger.jobId)
  return [{ op: 'resume', executionId: command.executionId, trigger: command.trigger }]
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
  closeJobIncidents(run, jobId)
  rows.remove('jobs', jobId)
  rows.updateExecution(job.executionId, { waits: false })
  const { flows } = job.data
  if (Array.isArray(flows)) return goOnAsync(run, job.executionId, flows.map(String))
  return [{ op: 'enter', executionId: job.executionId, nodeId: job.nodeId, resumed: true }]
}

/** An instance of a loop has no flows of its own; an activity has as many tokens as its completionQuantity says. */
function goOnAsync(run: Run, executionId: string, flows: string[]): Operation[] {
  const execution = run.rows.execution(executionId)
  const node = run.graph.nodes[execution.nodeId]
  return [goOn(executionId, flows), ...(node && execution.data['inner'] !== true ? multiply(run, node, execution, flows) : [])]
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
