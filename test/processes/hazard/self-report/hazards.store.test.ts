import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../../../engine/module.ts'
import { countedStatuses } from '../../../../processes/hazard/self-report/figures.ts'
import type { HazardStatus } from '../../../../processes/hazard/self-report/hazards.api.ts'
import { countHazards, hazardById, hazardByInstance, listHazards, type HazardFilter } from '../../../../processes/hazard/self-report/hazards.store.ts'
import { forEachDatabase } from '../../../support/databases.ts'
import { anActor, aHazard } from '../support/builders.ts'
import { migrated, storeHazards } from '../support/hazard-database.ts'

const district = anActor({ unitId: 'lead', unitType: 'district', scope: 'all' })
const luoshe = anActor({ unitId: 'luoshe', unitType: 'township', scope: 'area' })
const photo = { storage: 'url' as const, name: 'a.jpg', originalName: 'a.jpg', size: 12, type: 'image/jpeg', url: '/api/files/1' }

const stored = [
  { reportedOn: '2026-03-01', title: '100% 遮挡', level: 'major' as const, status: 'closed' as HazardStatus },
  { reportedOn: '2026-03-02', title: '电缆破皮', category: 'XC06', overdueAt: '2026-03-10T16:00:00.000Z', fundsPlanned: 12.5, photosBefore: [photo] },
  {
    reportedOn: '2026-03-02',
    title: '制度未更新',
    category: 'JC04',
    townshipId: 'yangshan',
    villageId: 'luqu',
    enterpriseId: 'enterprise-2',
    departmentId: 'gxj',
  },
  { reportedOn: '2026-03-03', title: '已撤回', status: 'withdrawn' as HazardStatus },
  { reportedOn: '2026-03-03', title: 'ABC_车间', district: '320205', townshipId: 'donggang' },
  {
    reportedOn: '2026-03-04',
    title: '已整改但曾超期',
    status: 'rectified' as HazardStatus,
    overdueAt: '2026-03-03T16:00:00.000Z',
    enterpriseName: '惠山示例恒源化工有限公司',
  },
]

forEachDatabase((open) => {
  describe('hazards in the database', () => {
    let db: Awaited<ReturnType<typeof migrated>>
    beforeAll(async () => {
      db = await migrated(await open())
      await storeHazards(db, stored)
    })

    const ids = async (actor: Actor, filter: Partial<HazardFilter> = {}) => {
      const all = { statuses: countedStatuses, ...filter }
      const rows = await listHazards(db, actor, all, { limit: 50, after: undefined })
      expect(await countHazards(db, actor, all, 1001)).toBe(rows.length)
      return rows.map(({ id }) => Number(id.slice(-5)))
    }

    it('come newest report first, without withdrawn ones and without other districts', async () => {
      expect(await ids(district)).toEqual([6, 3, 2, 1])
    })

    it.each([
      ['a township', luoshe, [6, 2, 1]],
      ['a village', anActor({ unitId: 'luqu', scope: 'village' }), [3]],
      ['a department', anActor({ unitId: 'gxj', scope: 'department' }), [3]],
      ['an enterprise', anActor({ unitId: 'enterprise-1', scope: 'self' }), [6, 2, 1]],
      ['a unit without anything', anActor({ unitId: 'elsewhere', scope: 'area' }), []],
      ['the same unit id in another district', anActor({ district: '320205', unitId: 'luoshe', scope: 'area' }), []],
    ])('are limited to the scope of %s', async (_, actor, expected) => {
      expect(await ids(actor)).toEqual(expected)
    })

    it.each<[string, Partial<HazardFilter>, number[]]>([
      ['a level', { level: 'major' }, [1]],
      ['one category', { category: 'XC06' }, [2]],
      ['a class of categories', { category: 'JC' }, [3]],
      ['overdue ones, which are still to be rectified', { overdue: true }, [2]],
      ['not overdue ones', { overdue: false }, [6, 3, 1]],
      ['a range of days, both ends included', { reportedFrom: '2026-03-02', reportedTo: '2026-03-02' }, [3, 2]],
      ['a village', { area: { column: 'villageId', id: 'luqu' } }, [3]],
      ['an enterprise', { enterpriseId: 'enterprise-2' }, [3]],
      ['several statuses', { statuses: ['withdrawn', 'closed'] }, [4, 1]],
      ['a number in lower case', { text: 'yh-320206-202603-00002' }, [2]],
      ['part of a title', { text: '制度' }, [3]],
      ['part of an enterprise name', { text: '恒源' }, [6]],
      ['a per cent sign, which is no wildcard', { text: '0%' }, [1]],
      ['an underscore, which is no wildcard', { text: 'c_' }, []],
      ['two filters at once', { category: 'XC', level: 'general' }, [6, 2]],
    ])('are found by %s', async (_, filter, expected) => {
      expect(await ids(district, filter)).toEqual(expected)
    })

    it('page without gaps or repeats where many share a day', async () => {
      const filter = { statuses: countedStatuses }
      const seen: string[] = []
      let after: { reportedOn: string; id: string } | undefined
      do {
        const rows = await listHazards(db, district, filter, { limit: 1, after })
        seen.push(...rows.slice(0, 1).map(({ id }) => id))
        after = rows.length > 1 ? rows[0] : undefined
      } while (after)

      expect(seen.map((id) => Number(id.slice(-5)))).toEqual([6, 3, 2, 1])
    })

    it('are counted no further than the cap', async () => {
      expect(await countHazards(db, district, { statuses: countedStatuses }, 2)).toBe(2)
    })

    it('come back as they were stored, money as numbers and photos as objects', async () => {
      expect(await hazardByInstance(db, 'instance-00002')).toEqual(
        aHazard({ ...stored[1], id: 'hazard-00002', number: 'YH-320206-202603-00002', instanceId: 'instance-00002' }),
      )
    })

    it('of others are unknown', async () => {
      expect(await hazardById(db, luoshe, 'hazard-00003')).toBeUndefined()
      expect(await hazardById(db, luoshe, 'hazard-00001')).toMatchObject({ title: '100% 遮挡' })
    })

    it('never share a number', async () => {
      await expect(storeHazards(db, [{ id: 'another', instanceId: 'another' }])).rejects.toThrow(/unique|duplicate/i)
    })
  })
})
