import { engineMigrations } from '../../../../engine/db/migrations/index.ts'
import type { Database } from '../../../../engine/db/database.ts'
import { migrate } from '../../../../engine/db/migrate.ts'
import { migrations } from '../../../../processes/hazard/migrations/index.ts'
import type { HazardRow } from '../../../../processes/hazard/self-report/hazard-row.ts'
import { aHazard } from './builders.ts'

/** The tables of the engine and of this domain, empty. */
export async function migrated(database: Database) {
  await migrate(database, [
    { scope: 'engine', migrations: engineMigrations },
    { scope: 'hazard', migrations },
  ])
  return database.knex
}

/** Stores hazards as the flush would; what is not given is unique by the position. */
export async function storeHazards(db: Database['knex'], hazards: Partial<HazardRow>[]): Promise<void> {
  for (const [index, given] of hazards.entries()) {
    const n = String(index + 1).padStart(5, '0')
    const row = aHazard({ id: `hazard-${n}`, number: `YH-320206-202603-${n}`, instanceId: `instance-${n}`, ...given })
    await db('hazard_record').insert({
      ...row,
      photosBefore: JSON.stringify(row.photosBefore),
      photosAfter: JSON.stringify(row.photosAfter),
      extra: JSON.stringify(row.extra),
    })
  }
}
