import { verificationKey, type Verification } from '../settings.ts'
import { applyHandler } from './apply-handler.ts'
import { dayOf } from './days.ts'
import { updateHazard } from './hazard-rows.ts'
import { readHazard } from './read-hazard.ts'
import { parseRectification } from './report-data.ts'
import { needsVerification } from './verification.ts'

/** Service_RecordRectification: what was done enters the record, and the district's setting decides whether the township checks it. */
export const recordRectificationHandler = applyHandler({
  name: 'hazardRecordRectification',
  async read(input, engine) {
    return { ...(await readHazard(input, engine)), verification: await engine.settings.get<Verification>(input.district, verificationKey) }
  },
  apply({ submission, now, facts: { hazard, deltaRow, verification } }) {
    const rectification = parseRectification(submission?.data, hazard.foundOn, dayOf(now))
    return {
      rows: updateHazard(hazard, { ...rectification, status: 'rectified', updatedAt: now }, deltaRow),
      variables: { verificationRequired: needsVerification(verification, hazard) },
      case: { phase: 'rectified' },
    }
  },
})
