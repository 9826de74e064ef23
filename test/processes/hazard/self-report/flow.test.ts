import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'
import { forEachDatabase, freshDatabase } from '../../../support/databases.ts'
import type { TestClient } from '../../../support/test-client.ts'
import { aRectification, aReport } from '../support/builders.ts'

/** The whole way through /api, as people of the demo: qy01 lies in 双庙村 of 洛社镇. */
forEachDatabase((_, kind) => {
  describe('a hazard of qy01', () => {
    let app: TestApp
    let enterprise: TestClient
    let township: TestClient
    beforeAll(async () => {
      app = await createTestApp({ modules: 'all', demo: true, database: await freshDatabase(kind), now: '2026-03-02T01:00:00.000Z' })
      enterprise = await app.as('qy01')
      township = await app.as('luoshe')
    })
    afterAll(() => app.stop())

    const report = async (given: Record<string, unknown> = {}) => {
      const { status, body } = await enterprise.post('/api/processes/hazard-self-report/start', { data: aReport(given) })
      expect({ status, body }).toMatchObject({ status: 201 })
      return body.instanceId as string
    }
    const hazardOf = async (instanceId: string, client = enterprise) => {
      const { body } = await client.get('/api/hazards?limit=200&status=rectifying,rectified,closed,withdrawn')
      return client.get(`/api/hazards/${body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)?.id}`)
    }
    const taskOf = async (instanceId: string, client: TestClient) => {
      const { body } = await client.get('/api/tasks?box=todo&limit=200')
      return body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)
    }
    const complete = async (instanceId: string, client: TestClient, data: Record<string, unknown>) => {
      const task = await taskOf(instanceId, client)
      const { status, body } = await client.post(`/api/tasks/${task?.id}/complete`, { data })
      expect({ status, body }).toMatchObject({ status: 200 })
      return task
    }
    const figures = async (client = township) => (await client.get('/api/statistics/hazards-by-area?period=2026-03')).body.total

    it('goes from report through rectification and verification to closed, and the figures follow', async () => {
      const before = await figures()

      const instanceId = await report({ level: 'major', basis: '工贸企业重大事故隐患判定标准' })
      expect((await hazardOf(instanceId)).body).toMatchObject({
        status: 'rectifying',
        level: 'major',
        overdue: false,
        deadlineOn: '2026-03-10',
        township: { code: '320206102' },
        village: { code: '320206102201' },
      })
      expect((await hazardOf(instanceId)).body.number).toMatch(/^YH-320206-202603-\d{5}$/)
      expect(await figures()).toMatchObject({ found: before.found + 1, rectified: before.rectified, major: before.major + 1 })

      const rectify = await complete(instanceId, enterprise, aRectification())
      expect(rectify).toMatchObject({ taskKey: 'Task_Rectify', dueAt: '2026-03-10T15:59:59.999Z' })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'rectified', completedOn: '2026-03-02', fundsActual: 0.3 })

      const verify = await complete(instanceId, township, { decision: 'accept' })
      expect(verify).toMatchObject({ taskKey: 'Task_Verify', dueAt: expect.stringContaining('2026-03-09') })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'closed', verifiedBy: '洛社镇经办' })
      expect(await figures()).toMatchObject({ found: before.found + 1, rectified: before.rectified + 1, majorRectified: before.majorRectified + 1 })
    })

    it('comes back with the reason when the township returns it, until it is accepted', async () => {
      const instanceId = await report()
      await complete(instanceId, enterprise, aRectification())

      await complete(instanceId, township, { decision: 'return', opinion: '照片看不清' })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'rectifying', returns: 1, returnReason: '照片看不清' })

      await complete(instanceId, enterprise, aRectification({ rectification: '已补拍照片' }))
      await complete(instanceId, township, { decision: 'accept' })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'closed', rectification: '已补拍照片', returns: 1 })
    })

    it('that was rectified at once goes straight to the township; returned, it gets a deadline', async () => {
      const instanceId = await report({ rectifyMode: 'immediate', deadlineOn: undefined, precautions: undefined, ...aRectification() })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'rectified', deadlineOn: null })

      await complete(instanceId, township, { decision: 'return', opinion: '未见整改' })
      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'rectifying', deadlineOn: '2026-03-09' })
      expect(await taskOf(instanceId, enterprise)).toMatchObject({ taskKey: 'Task_Rectify', dueAt: '2026-03-09T15:59:59.999Z' })
    })

    it('leaves the figures when it is withdrawn, and stays readable', async () => {
      const before = await figures()
      const instanceId = await report()

      expect(await enterprise.post(`/api/instances/${instanceId}/withdraw`, {})).toMatchObject({ status: 200 })

      expect((await hazardOf(instanceId)).body).toMatchObject({ status: 'withdrawn' })
      expect(await figures()).toMatchObject({ found: before.found, rectified: before.rectified, open: before.open })
      expect(await taskOf(instanceId, enterprise)).toBeUndefined()
    })

    it('is seen by its village and township only, with the phone masked where one may only look', async () => {
      const instanceId = await report()
      const { body: hazard } = await hazardOf(instanceId)

      expect((await (await app.as('v_shuangmiao')).get(`/api/hazards/${hazard.id}`)).body).toMatchObject({ responsiblePhone: '199****0001' })
      expect((await township.get(`/api/hazards/${hazard.id}`)).body).toMatchObject({ responsiblePhone: '19900000001' })
      for (const stranger of ['yangshan', 'v_luqu', 'qy02', 'admin2', 'donggang']) {
        expect(await (await app.as(stranger)).get(`/api/hazards/${hazard.id}`), stranger).toMatchObject({
          status: 404,
          body: { error: { code: 'hazard.unknown' } },
        })
      }
      expect(await (await app.as('base')).get('/api/hazards')).toMatchObject({ status: 403 })
      expect(await (await app.as('base')).get(`/api/instances/${instanceId}`), 'base').toMatchObject({ status: 404 })
    })

    it.each([
      ['a deadline before the inspection', { deadlineOn: '2026-02-01' }],
      ['a major hazard without its basis', { level: 'major', basis: '' }],
      ['no title', { title: '' }],
    ])('is refused with %s, and nothing changes', async (_name, given) => {
      const before = await figures()

      expect(await enterprise.post('/api/processes/hazard-self-report/start', { data: aReport(given) })).toMatchObject({ status: 400 })
      expect(await figures()).toEqual(before)
    })

    it('closes without the township where the district wants no verification, in the same step', async () => {
      const admin = await app.as('admin')
      const before = await figures()
      expect(await admin.put('/api/settings/hazard.verification', { value: { mode: 'none' } })).toMatchObject({ status: 200 })

      const atOnce = await report({ rectifyMode: 'immediate', deadlineOn: undefined, precautions: undefined, ...aRectification() })
      const later = await report()
      await complete(later, enterprise, aRectification())

      expect((await hazardOf(atOnce)).body).toMatchObject({ status: 'closed', verifiedBy: null })
      expect((await hazardOf(later)).body).toMatchObject({ status: 'closed', completedOn: '2026-03-02' })
      expect(await figures()).toMatchObject({ found: before.found + 2, rectified: before.rectified + 2 })
      await admin.put('/api/settings/hazard.verification', { value: { mode: 'all' } })
    })

    it('keeps settings that make sense: an unknown mode is refused', async () => {
      const admin = await app.as('admin')

      expect(await admin.put('/api/settings/hazard.verification', { value: { mode: 'sometimes' } })).toMatchObject({ status: 400 })
      expect(await admin.put('/api/settings/hazard.verification', { value: { mode: 'percentage', percentage: 130 } })).toMatchObject({ status: 400 })
    })

    it('becomes overdue when its deadline has passed, also over a restart, and stays recognisable', async () => {
      const instanceId = await report({ deadlineOn: '2026-03-03' })
      await app.restart()
      await app.advance({ hours: 24 + 15 - 1 })
      await app.idle()
      expect((await hazardOf(instanceId, await app.as('luoshe'))).body).toMatchObject({ overdue: false })

      await app.advance({ hours: 1 })
      await app.idle()

      const later = await app.as('luoshe')
      expect((await hazardOf(instanceId, later)).body).toMatchObject({ overdue: true, status: 'rectifying' })
      expect((await later.get('/api/hazards?overdue=true')).body.items).toContainEqual(expect.objectContaining({ instanceId }))
    })
  })

  describe('figures by area', () => {
    let app: TestApp
    beforeAll(async () => {
      app = await createTestApp({ modules: 'all', demo: true, database: await freshDatabase(kind), now: '2026-03-02T01:00:00.000Z' })
    })
    afterAll(() => app.stop())

    const figuresOf = async (client: TestClient, query: string) => {
      const { status, body } = await client.get(`/api/statistics/hazards-by-area?${query}`)
      expect({ status, body }).toMatchObject({ status: 200 })
      return body
    }

    it('equal the lists they lead to, row by row, for everybody who may see them', async () => {
      for (const username of ['aqb', 'readonly', 'luoshe', 'yangshan', 'v_luqu', 'yjj']) {
        const client = await app.as(username)
        const { rows, from, to } = await figuresOf(client, 'period=2026-Q1')
        for (const row of rows) {
          const list = (query: string) => client.get(`/api/hazards?area=${row.id}&reportedFrom=${from}&reportedTo=${to}${query}`)
          const counts = { found: row.found, rectified: row.rectified, major: row.major }
          expect(counts, `${username} ${row.name}`).toEqual({
            found: (await list('')).body.total,
            rectified: (await list('&status=rectified,closed,archived')).body.total,
            major: (await list('&level=major')).body.total,
          })
        }
      }
    })

    it('show the nine townships to the district, and only its own to a township', async () => {
      const rowsOf = async (username: string, query = '') => {
        const { rows } = await figuresOf(await app.as(username), `period=2026${query}`)
        return rows.map(({ name }: { name: string }) => name)
      }

      expect(await rowsOf('aqb')).toHaveLength(9)
      expect(await rowsOf('luoshe')).toEqual(['洛社镇'])
      expect(await rowsOf('v_luqu')).toEqual(['陆区社区'])
      expect(await rowsOf('aqb', '&area=320206103')).toHaveLength(8)
      expect(await rowsOf('luoshe', '&area=320206102')).toContain('双庙村')
      expect(await rowsOf('luoshe', '&area=320206102201')).toEqual(['双庙村'])
      expect(await rowsOf('v_luqu', '&area=320206103')).toEqual(['陆区社区'])
      expect(await rowsOf('yjj', '&area=320206103')).toHaveLength(8)
    })

    it.each([
      ['luoshe', '320206103'],
      ['luoshe', '320206103001'],
      ['v_luqu', '320206102'],
      ['v_luqu', '320206103202'],
      ['aqb', '320205106'],
      ['donggang', '320206102'],
    ])('and lists answer %s for %s, which is out of its scope, as for an unknown place', async (username, area) => {
      const client = await app.as(username)
      const unknown = await client.get('/api/statistics/hazards-by-area?period=2026&area=nowhere')
      expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'area.unknown', message: '区域不存在，或不在您的查看范围内。' } } })

      for (const path of ['/api/statistics/hazards-by-area?period=2026&', '/api/hazards?', '/api/enterprises?']) {
        expect(await client.get(`${path}area=${area}`), path).toMatchObject({ status: 404, body: { error: { code: 'area.unknown' } } })
      }
    })

    it('let an enterprise filter by its own township and village, and by no other', async () => {
      const client = await app.as('qy01')

      expect((await client.get('/api/hazards?area=320206102')).body.total).toBe(1)
      expect((await client.get('/api/hazards?area=320206102201')).body.total).toBe(1)
      expect(await client.get('/api/hazards?area=320206102213')).toMatchObject({ status: 404 })
    })

    it('are refused to those without the right, and for a week that does not exist', async () => {
      expect(await (await app.as('qy01')).get('/api/statistics/hazards-by-area?period=2026')).toMatchObject({ status: 403 })
      expect(await (await app.as('aqb')).get('/api/statistics/hazards-by-area?period=2027-W53')).toMatchObject({ status: 400 })
    })

    it('sum up enterprises, reporting and rates', async () => {
      const { total } = await figuresOf(await app.as('aqb'), 'period=2026-03')

      expect(total).toMatchObject({ enterprises: 30, reported: 12, reportedRate: 40, found: 15, major: 2 })
    })
  })
})
