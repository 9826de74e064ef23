import type { Behaviour } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'
import { reportedTask } from '../external.ts'
import type { HandlerAnswer } from '../need.ts'
import { doService, finishHandled, waitForHandler } from '../service.ts'

/**
 * Runs a registered handler, computes an expression, or leaves the work to an external worker. The runtime decides from the handler's
 * kind: apply and transactional handlers answer in this very step; for a job handler it answers `later`, and the token waits for its job.
 */
export const serviceTask = {
  enter(visit) {
    const { service } = visit.node
    if (!service) throw new TokenFailure('unsupported', `${visit.node.name || visit.node.id}: there is nothing to do`)
    return doService(visit, service)
  },
  answer(visit, answer) {
    return answer === 'later' ? waitForHandler(visit) : finishHandled(visit, answer as HandlerAnswer)
  },
  resume(visit, trigger) {
    if (trigger.kind === 'external') return reportedTask(visit, trigger)
    if (trigger.kind !== 'handled') return []
    visit.rows.remove('jobs', trigger.jobId)
    return finishHandled(visit, trigger.answer as HandlerAnswer)
  },
} satisfies Behaviour
