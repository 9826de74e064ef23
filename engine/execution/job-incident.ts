import { closeIncident } from './cancel.ts'
import type { Run } from './run.ts'

type Job = { id: string; executionId: string | null; nodeId: string }

/** A job has no attempt left: an incident on its execution says why, until the job succeeds or gets new attempts. */
export function openJobIncident(run: Run, job: Job, message: string): void {
  const { rows, env } = run
  const execution = rows.get('executions', job.executionId ?? '') ?? rows.get('executions', rows.instance.id)
  if (!execution) return
  closeJobIncidents(run, job.id)
  const row = rows.get('jobs', job.id)
  if (row) rows.put('jobs', job.id, { ...row, retries: 0 })
  const id = env.newId()
  const { id: instanceId, tenant } = rows.instance
  const kind = row?.kind === 'external' ? 'failed-external-task' : 'failed-job'
  rows.put('incidents', id, { id, instanceId, executionId: execution.id, nodeId: job.nodeId, kind, message, jobId: job.id, createdAt: env.now, tenant })
}

/** The job goes at last: what was reported about it is settled. */
export function closeJobIncidents(run: Run, jobId: string): void {
  for (const incident of run.rows.incidentsOfJob(jobId)) closeIncident(run, incident.id, 'resolved')
}

/** Somebody gives a job new attempts, or takes them away. */
export function setJobRetries(run: Run, job: Job, { retries, message }: { retries: number; message: string }): void {
  const row = run.rows.get('jobs', job.id)
  if (!row) return
  if (retries <= 0) return openJobIncident(run, job, message)
  closeJobIncidents(run, job.id)
  run.rows.put('jobs', job.id, { ...row, retries })
}
