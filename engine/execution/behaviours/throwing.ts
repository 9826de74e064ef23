import type { ServiceSettings } from '../../bpmn/graph.ts'
import type { Behaviour, Visit } from '../behaviour.ts'
import type { Operation } from '../operation.ts'
import { doService } from '../service.ts'
import { serviceTask } from './service-task.behaviour.ts'

/**
 * What throwing and end events have in common: first what a message definition does instead of a message (a handler, an external task,
 * an expression), then compensation, and when both are done `last`, which throws everything else.
 */
export function throwing(last: (visit: Visit) => Operation[]): Behaviour {
  const compensate = (visit: Visit): Operation[] =>
    visit.node.events.some(({ kind }) => kind === 'compensate') ? [{ op: 'compensate', executionId: visit.execution.id }] : last(visit)
  const afterService = (visit: Visit, operations: Operation[]) =>
    operations.flatMap((operation) => (operation.op === 'leave' ? compensate(visit) : [operation]))
  return {
    enter(visit) {
      const service = serviceOf(visit)
      return service ? afterService(visit, doService(withService(visit), service)) : compensate(visit)
    },
    answer: (visit, answer) => afterService(visit, serviceTask.answer?.(withService(visit), answer) ?? []),
    resume: (visit, trigger) => (trigger.kind === 'compensated' ? last(visit) : afterService(visit, serviceTask.resume?.(withService(visit), trigger) ?? [])),
  }
}

function serviceOf({ node }: Visit): ServiceSettings | undefined {
  return node.events.flatMap((event) => (event.kind === 'message' && event.service ? [event.service] : []))[0]
}

/** The event as the service task that its message definition makes of it. */
const withService = (visit: Visit): Visit => ({ ...visit, node: { ...visit.node, service: serviceOf(visit) ?? null } })
