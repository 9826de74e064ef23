import type { Engine } from '../../../engine/module.ts'
import { returnDeadlineKey, type Span } from '../settings.ts'
import { applyHandler } from './apply-handler.ts'
import { dayOf } from './days.ts'
import { after, rectifyTimes } from './deadlines.ts'
import type { HazardRow } from './hazard-row.ts'
import { updateHazard } from './hazard-rows.ts'
import { readHazard } from './read-hazard.ts'
import { parseVerification } from './report-data.ts'

/** Service_RecordVerification: the township accepts, or returns the hazard to be rectified again with its reason. */
export const recordVerificationHandler = applyHandler({
  name: 'hazardRecordVerification',
  async read(input, engine) {
    const facts = await readHazard(input, engine)
    return { ...facts, again: await deadlineAgain(facts.hazard, engine, dayOf(input.now)) }
  },
  apply({ submission, actor, now, facts: { hazard, deltaRow, again } }) {
    const { decision, opinion } = parseVerification(submission?.data)
    if (decision === 'accept') {
      const change = { verifiedBy: actor?.name ?? null, verifiedAt: now, updatedAt: now }
      return { rows: updateHazard(hazard, change, deltaRow), variables: { decision } }
    }
    const { deadlineOn, times } = again
    const change = {
      status: 'rectifying',
      returns: hazard.returns + 1,
      returnReason: opinion ?? submission?.opinion ?? null,
      deadlineOn,
      updatedAt: now,
    } as const
    return { rows: updateHazard(hazard, change, deltaRow), variables: { decision, ...times }, case: { phase: 'rectifying' } }
  },
})

/** A returned hazard keeps its deadline, even a past one; an immediate rectification never had one and gets it now. */
async function deadlineAgain(hazard: HazardRow, engine: Engine, today: string) {
  const span = await engine.settings.get<Span>(hazard.district, returnDeadlineKey)
  const deadlineOn = hazard.deadlineOn ?? (await after(engine, hazard.district, today, span))
  return { deadlineOn, times: await rectifyTimes(engine, hazard.district, deadlineOn) }
}
