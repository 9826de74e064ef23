import type { Behaviour } from '../behaviour.ts'
import { arm, armNextFiring, disarm, isComplete, listenersOf } from '../listen.ts'
import { leave } from '../operation.ts'
import type { Trigger } from '../trigger.ts'
import type { Visit } from '../behaviour.ts'

/** Waits for any of its event definitions, or with `parallelMultiple` for all. A link catch lets its token go. A cycle lets one go at each firing, and goes itself with the last. */
export const catchEvent: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    if (node.events.some(({ kind }) => kind === 'link')) return [leave(execution.id)]
    rows.updateExecution(execution.id, { waits: true })
    return arm(visit, rows.execution(execution.id), node.id)
  },
  resume(visit, trigger) {
    const { node, execution, rows } = visit
    const listener = listenersOf(visit, execution.id, node.id).find(({ id }) => id === idOf(trigger))
    if (!listener) return []
    if (trigger.kind === 'event') setPayload(visit, trigger)
    if (!isComplete(visit, node, listener)) return []
    if (!('dueAt' in listener) || node.parallelMultiple || !armNextFiring(visit, listener)) {
      disarm(visit, execution.id, node.id)
      return [leave(execution.id)]
    }
    const tokenId = visit.env.newId()
    rows.put('executions', tokenId, { ...execution, id: tokenId, activityId: visit.env.newId(), waits: false })
    return [leave(tokenId)]
  },
}

function idOf(trigger: Trigger): string | undefined {
  return trigger.kind === 'event' ? trigger.subscriptionId : trigger.kind === 'timer' ? trigger.jobId : undefined
}

function setPayload({ rows, execution }: Visit, { variables, local = {} }: Extract<Trigger, { kind: 'event' }>): void {
  rows.setVariables(execution.id, variables)
  rows.setVariables(execution.id, local, { local: true })
}
