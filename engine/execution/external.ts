import type { ExternalErrorMapping, ServiceSettings } from '../bpmn/graph.ts'
import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { Visit } from './behaviour.ts'
import { BpmnError, TokenFailure } from './environment.ts'
import { evaluate } from './evaluate.ts'
import { openJobIncident } from './job-incident.ts'
import { putJob } from './jobs.ts'
import { leave, type Operation } from './operation.ts'
import { serviceOf } from './service-of.ts'
import { textOrNull } from './text.ts'
import type { Trigger } from './trigger.ts'

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
  const { failed } = trigger
  const facts = {
    id: job.id,
    topicName: job.topic,
    priority: job.priority,
    errorMessage: null,
    errorDetails: null,
    ...failed,
    retries: failed ? failed.retries : job.retries,
  }
  const met = mappingsOf(visit).find((mapping) => holds(visit, mapping, { facts, isFailure: failed !== undefined }))
  if (met) throw new BpmnError(textOrNull(met.error.code, visit.evaluate) ?? '', textOrNull(met.error.message, visit.evaluate) ?? '')
  if (failed && failed.retries > 0) return []
  if (failed) {
    openJobIncident(visit, job, failed.errorMessage ?? '')
    return []
  }
  rows.remove('jobs', job.id)
  return [leave(execution.id)]
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
