import type { Behaviour, Visit } from '../behaviour.ts'
import { BpmnError, TokenFailure } from '../environment.ts'
import { putJob } from '../jobs.ts'
import type { HandlerAnswer } from '../need.ts'
import { applyAnswer } from '../notify.ts'
import { ask, leave, type Operation } from '../operation.ts'
import { textOrNull } from '../text.ts'
import type { ServiceSettings } from '../../bpmn/graph.ts'
import type { Trigger } from '../trigger.ts'

/**
 * Runs a registered handler, computes an expression, or leaves the work to an external worker. The runtime decides from the handler's
 * kind: apply and transactional handlers answer in this very step; for a job handler it answers `later`, and the token waits for its job.
 */
export const serviceTask: Behaviour = {
  enter(visit) {
    const { service } = visit.node
    if (!service) throw new TokenFailure('unsupported', `${visit.node.name || visit.node.id}: there is nothing to do`)
    return doService(visit, service)
  },
  answer(visit, answer) {
    return answer === 'later' ? wait(visit, 'handler') : finishHandled(visit, answer as HandlerAnswer)
  },
  resume(visit, trigger) {
    if (trigger.kind === 'external') return finishExternal(visit, trigger)
    if (trigger.kind !== 'handled') return []
    visit.rows.remove('jobs', trigger.jobId)
    return finishHandled(visit, trigger.answer as HandlerAnswer)
  },
}

/** What a service, send or business-rule task, or a message event with an implementation, does. */
export function doService(visit: Visit, service: ServiceSettings): Operation[] {
  const { node, execution, rows, evaluate } = visit
  if ('handler' in service)
    return [ask(execution.id, { kind: 'handler', name: service.handler, nodeId: node.id, executionId: execution.id, variables: rows.visible(execution.id) })]
  if ('expression' in service) return finish(visit, evaluate(service.expression))
  const priority = Number(textOrNull(service.priority, evaluate) ?? 0)
  return wait(visit, 'external', { topic: textOrNull(service.topic, evaluate) ?? '', priority: Number.isFinite(priority) ? Math.trunc(priority) : 0 })
}

function wait(visit: Visit, kind: 'handler' | 'external', job: { topic?: string; priority?: number } = {}): Operation[] {
  putJob(visit, visit.execution, { kind, ...job })
  visit.rows.updateExecution(visit.execution.id, { waits: true })
  return []
}

function finishHandled(visit: Visit, answer: HandlerAnswer): Operation[] {
  applyAnswer(visit, visit.execution.id, answer)
  return finish(visit, answer.variables ?? {})
}

/** The worker's variables are there when its error mappings are looked at (camunda:errorEventDefinition). */
function finishExternal(visit: Visit, { jobId, variables, local = {} }: Extract<Trigger, { kind: 'external' }>): Operation[] {
  const { rows, execution, node, evaluate } = visit
  rows.remove('jobs', jobId)
  rows.setVariables(execution.id, local, { local: true })
  rows.setVariables(execution.id, variables)
  const mappings = node.service && 'errors' in node.service ? node.service.errors : []
  const met = mappings.find(({ condition }) => evaluate(condition) === true)
  if (met) throw new BpmnError(textOrNull(met.error.code, evaluate) ?? '', textOrNull(met.error.message, evaluate) ?? '')
  return [leave(execution.id)]
}

function finish({ node, execution, rows }: Visit, result: unknown): Operation[] {
  const name = node.service && 'resultVariable' in node.service ? node.service.resultVariable : null
  if (name !== null) rows.setVariable(execution.id, name, result)
  return [leave(execution.id)]
}
