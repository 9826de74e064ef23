import { applyHandler } from './apply-handler.ts'
import { updateHazard } from './hazard-rows.ts'
import { readHazard } from './read-hazard.ts'

/** Service_Withdraw: the hazard leaves the figures and stays readable. Whether it may be withdrawn was decided before the message. */
export const withdrawHandler = applyHandler({
  name: 'hazardWithdraw',
  read: readHazard,
  apply: ({ now, facts: { hazard, deltaRow } }) => ({
    rows: updateHazard(hazard, { status: 'withdrawn', updatedAt: now }, deltaRow),
    case: { phase: 'withdrawn' },
  }),
})
