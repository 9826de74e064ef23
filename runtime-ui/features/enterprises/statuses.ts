import type { EnterpriseScale, EnterpriseStatus } from '../../../processes/hazard/enterprises/enterprises.api.ts'

/** As the contract has them; it is imported as a type only: its file would bring the server's validation along. */
export const enterpriseStatuses: readonly EnterpriseStatus[] = ['registering', 'active', 'suspended', 'cancelled']
export const enterpriseScales: readonly EnterpriseScale[] = ['large', 'medium', 'small', 'micro']
