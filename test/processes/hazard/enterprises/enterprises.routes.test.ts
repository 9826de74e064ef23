import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'

describe('/api/enterprises', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all', demo: true, now: '2026-03-02T01:00:00.000Z' })
  })
  afterAll(() => app.stop())

  const list = async (username: string, query = '') => (await (await app.as(username)).get(`/api/enterprises?limit=50${query}`)).body

  it('shows each only what lies in the own scope', async () => {
    expect((await list('aqb')).total).toBe(30)
    expect((await list('luoshe')).total).toBe(5)
    expect((await list('v_shuangmiao')).items).toMatchObject([
      { name: '惠山示例瑞彩涂料有限公司', village: { code: '320206102201' }, township: { name: '洛社镇' }, departments: [{ name: '惠山区应急管理局' }] },
    ])
    expect((await list('qy01')).total).toBe(1)
    expect((await list('admin2')).total).toBe(1)
  })

  it('filters by area, scale and text, and pages', async () => {
    expect((await list('aqb', '&area=320206103')).total).toBe(3)
    expect((await list('aqb', '&scale=large')).total).toBe(4)
    expect((await list('aqb', '&q=加油站')).items).toMatchObject([{ scale: 'micro' }])
    const client = await app.as('aqb')
    const first = (await client.get('/api/enterprises?limit=20')).body
    const rest = (await client.get(`/api/enterprises?limit=20&after=${first.next}`)).body
    expect([rest.items.length, rest.next, new Set([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).size]).toEqual([10, null, 30])
  })

  it.each(['aqb', 'luoshe', 'v_shuangmiao', 'yjj'])('shows %s as many enterprises as the figures count, in each place', async (username) => {
    const client = await app.as(username)
    const { from, to, rows, total } = (await client.get('/api/statistics/hazards-by-area?period=2026')).body
    const count = async (filter: string) => (await client.get(`/api/enterprises?limit=1${filter}`)).body.total

    for (const { id, enterprises, reported } of [...rows, { ...total, id: undefined }]) {
      const area = id ? `&area=${id}` : ''
      expect({ id, enterprises: await count(`${area}&status=active`), reported: await count(`${area}&reportedFrom=${from}&reportedTo=${to}`) }).toEqual({
        id,
        enterprises,
        reported,
      })
    }
    expect(total.enterprises).toBeGreaterThan(0)
  })

  it('answers one with its people, phones masked for those who may only look', async () => {
    const [{ id }] = (await list('v_shuangmiao')).items
    const get = async (username: string) => (await app.as(username)).get(`/api/enterprises/${id}`)

    expect((await get('luoshe')).body).toMatchObject({
      status: 'active',
      scale: 'medium',
      flags: ['hazardous-chemicals', 'major-source', 'special-equipment'],
      safetyOfficer: '顾小安',
      safetyOfficerPhone: '19900000001',
    })
    expect((await get('v_shuangmiao')).body).toMatchObject({ safetyOfficerPhone: '199****0001', legalPersonPhone: '199****0101' })
    expect(await get('yangshan')).toMatchObject({ status: 404, body: { error: { code: 'enterprise.unknown' } } })
  })

  it('refuses an area or cursor that is none', async () => {
    const client = await app.as('aqb')

    expect(await client.get('/api/enterprises?area=nowhere')).toMatchObject({ status: 404, body: { error: { code: 'area.unknown' } } })
    expect(await client.get('/api/enterprises?after=x')).toMatchObject({ status: 400 })
    expect(await client.get('/api/hazards?status=nonsense')).toMatchObject({
      status: 400,
      body: { error: { code: 'hazard.filter_invalid', message: '查询条件“status”的值“nonsense”不正确。' } },
    })
  })
})
