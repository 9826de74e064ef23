import { beforeAll, describe, expect, it } from 'vitest'
import {
  countActive,
  countEnterprises,
  enterpriseById,
  insertEnterprise,
  listEnterprises,
  type EnterpriseRow,
} from '../../../../processes/hazard/enterprises/enterprises.store.ts'
import { forEachDatabase } from '../../../support/databases.ts'
import { anActor, now } from '../support/builders.ts'
import { migrated, storeHazards } from '../support/hazard-database.ts'

const district = anActor({ unitId: 'lead', unitType: 'district', scope: 'all' })

function anEnterprise(given: Partial<EnterpriseRow>): EnterpriseRow {
  return {
    id: 'enterprise-1',
    district: '320206',
    name: '惠山示例瑞彩涂料有限公司',
    uscc: '91320206XX00000193',
    status: 'active',
    townshipId: 'luoshe',
    villageId: 'shuangmiao',
    departmentId: 'yjj',
    scale: 'medium',
    industryCode: 'C2641',
    address: '示例路1号',
    flags: ['dust'],
    legalPerson: '周立安',
    legalPersonPhone: '19900000101',
    safetyOfficer: '顾小安',
    safetyOfficerPhone: '19900000001',
    createdAt: now,
    ...given,
  }
}

forEachDatabase((open) => {
  describe('enterprises in the database', () => {
    let db: Awaited<ReturnType<typeof migrated>>
    const store = async (given: Partial<EnterpriseRow>) => {
      const row = anEnterprise(given)
      await db('unit').insert({ id: row.id, district: row.district, code: row.id, name: row.name, type: 'enterprise' })
      await insertEnterprise(db, row)
    }
    beforeAll(async () => {
      db = await migrated(await open())
      await db('district').insert([
        { code: '320206', name: '惠山区' },
        { code: '320205', name: '锡山区' },
      ])
      await store({})
      await store({ id: 'enterprise-2', name: '惠山示例恒源化工有限公司', uscc: '91320206XX0000027X', townshipId: 'yangshan', villageId: 'luqu' })
      await store({ id: 'enterprise-3', name: '惠山示例旧厂有限公司', uscc: '91320206XX0000035Q', status: 'cancelled' })
      await store({ id: 'enterprise-4', district: '320205', name: '锡山示例振工机械有限公司' })
    })

    it('are listed within the scope and found by name and code in any case', async () => {
      const found = async (text?: string, actor = district) =>
        (await listEnterprises(db, actor, text ? { text } : {}, { limit: 10, after: undefined })).map(({ id }) => id).sort()

      expect(await found()).toEqual(['enterprise-1', 'enterprise-2', 'enterprise-3'])
      expect(await found('0000027x')).toEqual(['enterprise-2'])
      expect(await found('涂料')).toEqual(['enterprise-1'])
      expect(await found(undefined, anActor({ unitId: 'yangshan', scope: 'area' }))).toEqual(['enterprise-2'])
      expect(await found(undefined, anActor({ unitId: 'enterprise-1', scope: 'self' }))).toEqual(['enterprise-1'])
    })

    it('page by name', async () => {
      const first = await listEnterprises(db, district, {}, { limit: 1, after: undefined })
      const second = await listEnterprises(db, district, {}, { limit: 5, after: first[0] })

      expect(new Set([...first.slice(0, 1), ...second].map(({ id }) => id)).size).toBe(3)
      expect(await countEnterprises(db, district, { status: 'active' }, 10)).toBe(2)
    })

    it('of others are unknown', async () => {
      expect(await enterpriseById(db, anActor({ unitId: 'yangshan', scope: 'area' }), 'enterprise-1')).toBeUndefined()
    })

    it('count in the base of their place while they are active', async () => {
      expect(Object.fromEntries(await countActive(db, district, 'townshipId'))).toEqual({ luoshe: 1, yangshan: 1 })
    })

    it('are found by whether they reported in a time, withdrawn reports aside', async () => {
      await storeHazards(db, [
        { enterpriseId: 'enterprise-1', reportedOn: '2026-03-02' },
        { enterpriseId: 'enterprise-1', reportedOn: '2026-03-03' },
        { enterpriseId: 'enterprise-2', reportedOn: '2026-03-02', status: 'withdrawn' },
        { enterpriseId: 'enterprise-3', reportedOn: '2026-04-01' },
      ])
      const reported = async (from: string | undefined, to: string | undefined) =>
        (await listEnterprises(db, district, { reported: { from, to } }, { limit: 10, after: undefined })).map(({ id }) => id).sort()

      expect(await reported('2026-03-01', '2026-03-31')).toEqual(['enterprise-1'])
      expect(await reported('2026-03-03', undefined)).toEqual(['enterprise-1', 'enterprise-3'])
      expect(await reported(undefined, '2026-03-01')).toEqual([])
    })

    it('share no credit code in a district, unless the other is cancelled', async () => {
      await store({ id: 'enterprise-5', uscc: '91320206XX0000035Q' })

      await expect(store({ id: 'enterprise-6' })).rejects.toThrow(/unique|duplicate/i)
    })
  })
})
