import { cancelInstance } from './cancel.ts'
import type { Run } from './run.ts'
import { enter, goOn, type Operation } from './operation.ts'
import type { ExecutionRow } from './state.ts'
import type { Command } from './trigger.ts'

/** The first operations of each command. */
export function commandOperations(run: Run, command: Command): Operation[] {
  switch (command.kind) {
    case 'start':
      return start(run, command)
    case 'trigger':
      if ('jobId' in command.trigger) closeIncidents(run, command.trigger.jobId)
      return [{ op: 'resume', executionId: command.executionId, trigger: command.trigger }]
    case 'continue':
      return continueJob(run, command.jobId)
    case 'cancel':
      if (run.rows.instance.endedAt === null) cancelInstance(run, 'cancelled')
      return []
    case 'retry':
      return retry(run, command.incidentId)
    case 'job-failed':
      return openIncident(run, command)
  }
}

function start({ rows, graph, env }: Run, { nodeId, variables }: Extract<Command, { kind: 'start' }>): Operation[] {
  const root = rows.instance.id
  const blank = { instanceId: root, startedAt: env.now, waits: false, data: {} }
  rows.put('executions', root, { ...blank, id: root, parentId: null, nodeId: graph.key, activityId: root, kind: 'scope' })
  rows.put('scopes', root, {})
  for (const [name, value] of Object.entries(variables)) rows.setVariable(root, name, value)
  const token: ExecutionRow = { ...blank, id: env.newId(), parentId: root, nodeId: graph.key, activityId: null, kind: 'token' }
  rows.put('executions', token.id, token)
  return [enter(token.id, nodeId ?? noneStart(noneStarts(graph), graph.key))]
}

function noneStarts(graph: Run['graph']): string[] {
  return (graph.nodes[graph.key]?.starts ?? []).filter((id) => graph.nodes[id]?.kind === 'startEvent:none')
}

function noneStart([id]: string[], key: string): string {
  if (id === undefined) throw new Error(`process ${key} has no start event without a trigger`)
  return id
}

/** An async continuation: the step that was put off runs now. */
function continueJob(run: Run, jobId: string): Operation[] {
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
function retry({ rows }: Run, incidentId: string): Operation[] {
  const incident = rows.get('incidents', incidentId)
  if (!incident || incident.jobId !== null) return []
  rows.remove('incidents', incidentId)
  const { data } = rows.execution(incident.executionId)
  const { failed, ...rest } = data
  rows.updateExecution(incident.executionId, { waits: false, data: rest })
  const { executionId, nodeId } = incident
  return [failed === 'leave' ? { op: 'leave', executionId } : { op: 'enter', executionId, nodeId, resumed: true }]
}

/** The job goes at last: what was reported about it is settled. */
function closeIncidents({ rows }: Run, jobId: string): void {
  for (const incident of rows.all('incidents')) if (incident.jobId === jobId) rows.remove('incidents', incident.id)
}

function openIncident(run: Run, { jobId, message }: Extract<Command, { kind: 'job-failed' }>): Operation[] {
  const { rows, env } = run
  const job = rows.get('jobs', jobId)
  if (!job || job.executionId === null) return []
  closeIncidents(run, jobId)
  rows.put('jobs', jobId, { ...job, retries: 0 })
  const id = env.newId()
  rows.put('incidents', id, {
    id,
    instanceId: rows.instance.id,
    executionId: job.executionId,
    nodeId: job.nodeId,
    kind: 'failed-job',
    message,
    jobId,
    createdAt: env.now,
    tenant: rows.instance.tenant,
  })
  return []
}
