import type { Migration } from '../../../engine/module.ts'
import * as hazard from './20261123T1100-hazard.ts'
import * as hazardProposed from './20261123T2100-hazard-proposed.ts'

/** In the order in which they run. */
export const migrations: Migration[] = [hazard, hazardProposed]
