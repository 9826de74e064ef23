import type { Behaviour, Visit } from '../behaviour.ts'
import { outboxJob } from '../call.ts'
import { calledKey, inputsOf, takeOutputs } from '../called.ts'
import { TokenFailure } from '../environment.ts'
import type { Operation } from '../operation.ts'
import { leave } from '../operation.ts'
import { businessKeyOf } from '../parameters.ts'
import { textOrNull } from '../text.ts'
import type { Trigger } from '../trigger.ts'
import type { CallSettings } from '../../bpmn/graph.ts'

type Called = Extract<Trigger, { kind: 'called' }>

/**
 * Starts another process, or a global task, as an instance of its own, and waits until that has ended (BPMN 2.0, 10.3.6). The called instance
 * begins after the commit: both are never half there. What it gives back is told by camunda:out; without it nothing comes back.
 */
export const callActivity: Behaviour = {
  enter(visit) {
    const { call } = visit.node
    if (!call) throw new TokenFailure('unsupported', `${visit.node.name || visit.node.id}: it is not said what is called`)
    return startChild(visit, call)
  },
  resume(visit, trigger) {
    if (trigger.kind !== 'called' || trigger.childId !== visit.execution.data['childId']) return []
    return trigger.escalation ? escalated(visit, trigger) : ended(visit, trigger)
  },
}

function startChild(visit: Visit, call: CallSettings): Operation[] {
  const { execution, rows, env, evaluate } = visit
  const childId = env.newId()
  const job = outboxJob(visit, execution, 'start-child', {
    childId,
    key: calledKey(visit, call),
    binding: call.binding,
    version: textOrNull(call.version, evaluate),
    tenant: textOrNull(call.tenant, evaluate),
    businessKey: businessKeyOf(visit, execution.id, call.inputs) ?? null,
    variables: inputsOf(visit, call),
  })
  rows.send(job)
  rows.updateExecution(execution.id, { waits: true, data: { ...rows.execution(execution.id).data, childId, startJobId: job.id } })
  return []
}

/** Its variables come back also with an error that is caught here, as in Camunda. */
function ended(visit: Visit, trigger: Called): Operation[] {
  const { execution, rows } = visit
  const { startJobId: _, ...data } = rows.execution(execution.id).data
  rows.updateExecution(execution.id, { data: { ...data, childEnded: true } })
  takeOutputs(visit, trigger.variables)
  if (!trigger.error) return [leave(execution.id)]
  return [{ op: 'throw', executionId: execution.id, what: 'error', thrown: trigger.error, by: 'event' }]
}

/** The called instance goes on, unless whoever catches it interrupts the call. */
function escalated(visit: Visit, trigger: Called): Operation[] {
  takeOutputs(visit, trigger.variables)
  return trigger.escalation ? [{ op: 'throw', executionId: visit.execution.id, what: 'escalation', thrown: trigger.escalation, by: 'event' }] : []
}
