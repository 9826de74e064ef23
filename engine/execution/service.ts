import type { ServiceSettings } from '../bpmn/graph.ts'
import type { Visit } from './behaviour.ts'
import { offerTask } from './external.ts'
import { putJob } from './jobs.ts'
import type { HandlerAnswer } from './need.ts'
import { applyAnswer } from './notify.ts'
import { ask, leave, type Operation } from './operation.ts'
import { serviceOf } from './service-of.ts'

/** What a service, send or business-rule task, or a message event with an implementation, does. */
export function doService(visit: Visit, service: ServiceSettings): Operation[] {
  const { node, execution, rows } = visit
  if ('handler' in service)
    return [ask(execution.id, { kind: 'handler', name: service.handler, nodeId: node.id, executionId: execution.id, variables: rows.visible(execution.id) })]
  return 'expression' in service ? finish(visit, visit.evaluate(service.expression)) : offerTask(visit, service)
}

/** The handler runs outside, as a job: the token waits for it. */
export function waitForHandler(visit: Visit): Operation[] {
  putJob(visit, visit.execution, { kind: 'handler' })
  visit.rows.updateExecution(visit.execution.id, { waits: true })
  return []
}

/** What a connector answers stays inside its element: only its output parameters give it away, as in Camunda. */
export function finishHandled(visit: Visit, answer: HandlerAnswer): Operation[] {
  const service = serviceOf(visit.node)
  const local = service !== null && 'handler' in service && service.isConnector
  applyAnswer(visit, visit.execution.id, answer, { local })
  return finish(visit, answer.variables ?? {})
}

function finish({ node, execution, rows }: Visit, result: unknown): Operation[] {
  const service = serviceOf(node)
  const name = service && 'resultVariable' in service ? service.resultVariable : null
  if (name !== null) rows.setVariable(execution.id, name, result)
  return [leave(execution.id)]
}
