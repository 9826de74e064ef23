import type { IncidentRow } from '../execution/state.ts'
import type { Db } from '../module.ts'

export async function listIncidents(db: Db, district: string): Promise<IncidentRow[]> {
  return db('incident')
    .where({ tenant: district })
    .orderBy([
      { column: 'createdAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(200)
}
