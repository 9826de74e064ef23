import type { Behaviour, Visit } from '../behaviour.ts'
import { ask, leave, type Operation } from '../operation.ts'
import type { HandlerAnswer } from '../need.ts'

/**
 * Runs a registered handler, or computes an expression. The runtime decides from the handler's kind: apply and
 * transactional handlers answer in this very step; for a job handler it answers `later`, and the token waits for its job.
 */
export const serviceTask: Behaviour = {
  enter(visit) {
    const { node, execution, rows, evaluate } = visit
    if (!node.service) return [leave(execution.id)]
    if ('handler' in node.service)
      return [
        ask(execution.id, { kind: 'handler', name: node.service.handler, nodeId: node.id, executionId: execution.id, variables: rows.visible(execution.id) }),
      ]
    return finish(visit, evaluate(node.service.expression))
  },
  answer(visit, answer) {
    return answer === 'later' ? waitForJob(visit) : finishHandled(visit, answer)
  },
  resume(visit, trigger) {
    if (trigger.kind !== 'handled') return []
    visit.rows.remove('jobs', trigger.jobId)
    return finishHandled(visit, trigger.answer)
  },
}

function waitForJob({ execution, rows, env, node }: Visit): Operation[] {
  const { tenant, definitionId } = rows.instance
  const id = env.newId()
  rows.put('jobs', id, {
    id,
    instanceId: execution.instanceId,
    executionId: execution.id,
    definitionId,
    nodeId: node.id,
    kind: 'handler',
    dueAt: env.now,
    retries: env.retries,
    tenant,
    data: {},
    createdAt: env.now,
  })
  rows.updateExecution(execution.id, { waits: true })
  return []
}

function finishHandled(visit: Visit, answer: unknown): Operation[] {
  const { rows: moduleRows = [], variables = {}, case: facts = {} } = answer as HandlerAnswer
  const { rows, execution } = visit
  rows.addRows(moduleRows)
  for (const [name, value] of Object.entries(variables)) rows.setVariable(execution.id, name, value)
  if (Object.keys(facts).length > 0) rows.updateInstance(facts)
  return finish(visit, variables)
}

function finish({ node, execution, rows }: Visit, result: unknown): Operation[] {
  const name = node.service?.resultVariable
  if (name) rows.setVariable(execution.id, name, result)
  return [leave(execution.id)]
}
