import type { CaseSource } from '../../../engine/module.ts'
import { hazardByInstance } from './hazards.store.ts'

/** What task pages show of a hazard, under the stable keys of its forms: prefill of the next form, and context of its checks. */
export const selfReportCase: CaseSource = {
  permission: 'hazards',
  withdrawMessage: 'hazard-withdraw',
  async data(engine, instanceId) {
    const hazard = await hazardByInstance(engine.db, instanceId)
    return hazard ? { ...hazard } : {}
  },
}
