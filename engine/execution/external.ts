import type { ExternalErrorMapping, ServiceSettings } from '../bpmn/graph.ts'
import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { Visit } from './behaviour.ts'
import { BpmnError, TokenFailure } from './environment.ts'
import { evaluate } from './evaluate.ts'
import { openJobIncident } from './job-incident.ts'
import { putJob } from './jobs.ts'
import { leave, type Operation } from './operation.ts'
import { serviceOf } from './service-of.ts'
import type { JobRow } from './state.ts'
import { textOrNull } from './text.ts'
import type { FailedAttempt, Trigger } from './trigger.ts'

type External = Extract<Trigger, { kind: 'external' }>

/** Leaves the work to an external worker: a job that waits to be fetched. @throws TokenFailure when the topic is empty */
export function offerTask(visit: Visit, service: Extract<ServiceSettings, { topic: unknown }>): Operation[] {
  const { node, execution, rows } = visit
  const topic = textOrNull(service.topic, visit.evaluate)
  if (topic === null) throw new TokenFailure('expression', `${node.name || node.id}: the topic of the external task is empty`)
  const priority = service.priority ? { priority: priorityOf(textOrNull(service.priority, visit.evaluate)) } : {}
  putJob(visit, execution, { kind: 'external', topic, data: { untried: true }, ...priority })
  rows.updateExecution(execution.id, { waits: true })
  return []
}

function priorityOf(text: string | null): number {
  const priority = Number(text ?? 0)
  if (!Number.isInteger(priority)) throw new TokenFailure('expression', `not a priority: ${text ?? ''}`)
  return priority
}

/**
 * The worker has reported. His variables are there when the error mappings (camunda:errorEventDefinition) are looked at, which see
 * `externalTask` too; the first that holds throws its error. Without one a failed attempt leaves the task for the next, or an incident.
 */
export function reportedTask(visit: Visit, trigger: External): Operation[] {
  const { rows, execution } = visit
  const job = rows.get('jobs', trigger.jobId)
  if (!job) return []
  rows.setVariables(execution.id, trigger.local ?? {}, { local: true })
  rows.setVariables(execution.id, trigger.variables)
  const met = mappingsOf(visit).find((mapping) => holds(visit, mapping, { facts: factsOf(job, trigger), isFailure: trigger.failed !== undefined }))
  if (met) throw new BpmnError(textOrNull(met.error.code, visit.evaluate) ?? '', textOrNull(met.error.message, visit.evaluate) ?? '')
  if (trigger.failed) return failedAttempt(visit, job, trigger.failed)
  rows.remove('jobs', job.id)
  return [leave(execution.id)]
}

function failedAttempt(visit: Visit, job: JobRow, { retries, errorMessage }: FailedAttempt): Operation[] {
  if (retries <= 0) openJobIncident(visit, job, errorMessage ?? '')
  return []
}

/** What conditions see as `externalTask`. */
function factsOf({ id, topic, priority, retries }: JobRow, { failed }: External): Record<string, unknown> {
  return { id, topicName: topic, priority, retries, errorMessage: null, errorDetails: null, ...failed }
}

function mappingsOf({ node }: Visit): ExternalErrorMapping[] {
  const service = serviceOf(node)
  return service && 'errors' in service ? service.errors : []
}

/** Looked at after a failure, what can not be computed does not hold, as in Camunda: the failure itself must be kept. */
function holds(visit: Visit, { condition }: ExternalErrorMapping, { facts, isFailure }: { facts: Record<string, unknown>; isFailure: boolean }): boolean {
  try {
    return evaluate(visit, visit.execution.id, condition, { externalTask: facts }) === true
  } catch (cause) {
    if (isFailure && (cause instanceof ExpressionError || cause instanceof TokenFailure)) return false
    throw cause
  }
}
