import type { Behaviour, Visit } from '../behaviour.ts'
import type { Operation } from '../operation.ts'
import { serviceOf } from '../service-of.ts'
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
      const service = serviceOf(visit.node)
      return service ? afterService(visit, doService(visit, service)) : compensate(visit)
    },
    answer: (visit, answer) => afterService(visit, serviceTask.answer?.(visit, answer) ?? []),
    resume: (visit, trigger) => (trigger.kind === 'compensated' ? last(visit) : afterService(visit, serviceTask.resume?.(visit, trigger) ?? [])),
  }
}
