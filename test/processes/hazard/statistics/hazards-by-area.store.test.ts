import { beforeAll, describe, expect, it } from 'vitest'
import { countHazardRows, countReporting } from '../../../../processes/hazard/statistics/hazards-by-area.store.ts'
import { forEachDatabase } from '../../../support/databases.ts'
import { anActor } from '../support/builders.ts'
import { migrated, storeHazards } from '../support/hazard-database.ts'

const district = anActor({ unitId: 'lead', unitType: 'district', scope: 'all' })
const march = { from: '2026-03-01', to: '2026-03-31' }

forEachDatabase((open) => {
  describe('figures counted from the rows', () => {
    let db: Awaited<ReturnType<typeof migrated>>
    beforeAll(async () => {
      db = await migrated(await open())
      await storeHazards(db, [
        { status: 'closed', level: 'major' },
        { enterpriseId: 'enterprise-2' },
        { level: 'major' },
        { status: 'withdrawn', enterpriseId: 'enterprise-9' },
        { townshipId: 'yangshan', villageId: 'luqu', enterpriseId: 'enterprise-3', departmentId: 'gxj' },
        { reportedOn: '2026-04-01' },
      ])
    })

    it('leave withdrawn hazards and other periods out', async () => {
      const rows = await countHazardRows(db, district, march, 'townshipId')

      expect(rows.sort((a, b) => a.place.localeCompare(b.place))).toEqual([
        { place: 'luoshe', found: 3, rectified: 1, major: 2, majorRectified: 1 },
        { place: 'yangshan', found: 1, rectified: 0, major: 0, majorRectified: 0 },
      ])
    })

    it('are numbers on both databases', async () => {
      const [row] = await countHazardRows(db, anActor({ unitId: 'gxj', scope: 'department' }), march, 'villageId')

      expect(row).toEqual({ place: 'luqu', found: 1, rectified: 0, major: 0, majorRectified: 0 })
    })

    it('count an enterprise once, however much it reported', async () => {
      expect(Object.fromEntries(await countReporting(db, district, march, 'townshipId'))).toEqual({ luoshe: 2, yangshan: 1 })
    })
  })
})
