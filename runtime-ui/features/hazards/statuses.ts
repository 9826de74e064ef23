import type { HazardStatus } from '../../../processes/hazard/self-report/hazards.api.ts'

/** In the order of a hazard's life. The contract is imported as a type only: its file would bring the server's validation along. */
export const hazardStatuses: readonly HazardStatus[] = ['rectifying', 'rectified', 'closed', 'archived', 'withdrawn', 'upgraded', 'void']
