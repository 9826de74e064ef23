import { fromJson } from '../../../engine/module.ts'
import type { HazardRow } from './hazard-row.ts'

type JsonColumn = 'photosBefore' | 'photosAfter' | 'extra'
/** As the databases give it: JSON columns are text or values. */
export type StoredHazard = Omit<HazardRow, JsonColumn> & Record<JsonColumn, unknown>

export function fromStored(row: StoredHazard): HazardRow {
  return {
    ...row,
    photosBefore: fromJson<HazardRow['photosBefore']>(row.photosBefore),
    photosAfter: fromJson<HazardRow['photosAfter']>(row.photosAfter),
    extra: fromJson<HazardRow['extra']>(row.extra),
  }
}
