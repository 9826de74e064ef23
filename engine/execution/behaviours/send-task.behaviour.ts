import type { Behaviour } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'
import { leave } from '../operation.ts'
import { message } from '../triggers/message.trigger.ts'
import { doService } from '../service.ts'
import { serviceTask } from './service-task.behaviour.ts'

/** Does what it names, as a service task; or throws its message and goes on when it is delivered, as a throwing event (BPMN 2.0, 10.3.3). */
export const sendTask: Behaviour = {
  ...serviceTask,
  enter(visit) {
    const { node, execution } = visit
    if (node.service) return doService(visit, node.service)
    const thrown = node.receive?.message
    if (!thrown) throw new TokenFailure('unsupported', `${node.name || node.id}: there is nothing to send`)
    return [...(message.throw?.({ ...visit, event: thrown, index: 0 }) ?? []), { ...leave(execution.id), late: true }]
  },
}
