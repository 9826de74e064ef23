import { applyHandler } from './apply-handler.ts'
import { updateHazard } from './hazard-rows.ts'
import { readHazard } from './read-hazard.ts'

/** Service_MarkOverdue: the first time is kept, however often the timer is armed again after a return. */
export const markOverdueHandler = applyHandler({
  name: 'hazardMarkOverdue',
  read: readHazard,
  apply: ({ now, facts: { hazard, deltaRow } }) => ({
    rows: updateHazard(hazard, { overdueAt: hazard.overdueAt ?? now, updatedAt: now }, deltaRow),
  }),
})
