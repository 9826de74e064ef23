import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineModule } from '../../../engine/module.ts'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

const days = defineModule({
  name: 'days',
  settings: [
    {
      key: 'days.limit',
      title: { 'zh-CN': '时限', en: 'Limit' },
      schema: z.strictObject({ amount: z.number().int().min(0).max(365) }),
      default: { amount: 5 },
    },
  ],
})

describe.each<DatabaseKind>(['sqlite', 'postgres'])('settings on %s', (kind) => {
  let app: TestApp
  let admin: TestClient
  beforeAll(async () => {
    app = await createTestApp({ modules: [days], database: await freshDatabase(kind), prepare: smallDistrict })
    admin = await app.as('admin')
  })
  afterAll(() => app.stop())

  const limit = (district = '320206') => app.engine.settings.get<{ amount: number }>(district, 'days.limit')

  it('have the default of the code until somebody sets them', async () => {
    expect(await limit()).toEqual({ amount: 5 })
    expect((await admin.get('/api/settings')).body.items).toMatchObject([
      { key: 'days.limit', title: '时限', value: { amount: 5 }, from: 'default', version: 0 },
    ])
  })

  it('set by a district hold there, at once, and keep what was before', async () => {
    const first = await admin.put('/api/settings/days.limit', { value: { amount: 7 } })
    const second = await admin.put('/api/settings/days.limit', { value: { amount: 9 } })

    expect([first.body.version, second.body.version]).toEqual([1, 2])
    expect(await limit()).toEqual({ amount: 9 })
    expect(await limit('320205')).toEqual({ amount: 5 })
    const rows: { version: number; byUser: string }[] = await app.engine
      .db('setting')
      .where({ key: 'days.limit' })
      .orderBy('version')
      .select('version', 'byUser')
    expect(rows).toEqual([
      { version: 1, byUser: 'user-admin' },
      { version: 2, byUser: 'user-admin' },
    ])
  })

  it('of the base hold where a district has none', async () => {
    await app.engine
      .db('setting')
      .insert({ district: '', key: 'days.limit', version: 1, value: '{"amount":3}', byUser: 'base', at: '2026-03-01T00:00:00.000Z' })

    expect(await limit('320299')).toEqual({ amount: 3 })
    expect(await limit()).toEqual({ amount: 9 })
  })

  it('refuse a value that breaks their rule, naming the field', async () => {
    const { status, body } = await admin.put('/api/settings/days.limit', { value: { amount: 400 } })

    expect([status, body.error.code, body.error.data.fields[0].path]).toEqual([400, 'setting.invalid', 'value.amount'])
    expect(await limit()).toEqual({ amount: 9 })
  })

  it('refuse a change of what somebody else has changed meanwhile', async () => {
    const stale = await admin.put('/api/settings/days.limit', { value: { amount: 1 } }, { headers: { 'if-match': '"1"' } })
    const fresh = await admin.put('/api/settings/days.limit', { value: { amount: 2 } }, { headers: { 'if-match': '"2"' } })

    expect([stale.status, stale.body.error.code, fresh.status, fresh.headers.get('etag')]).toEqual([412, 'request.stale', 200, '"3"'])
  })

  it('lose nothing when two change them at once', async () => {
    const answers = await Promise.all([11, 12, 13].map((amount) => admin.put('/api/settings/days.limit', { value: { amount } })))

    const rows: unknown[] = await app.engine.db('setting').where({ key: 'days.limit', district: '320206' })
    expect(rows).toHaveLength(3 + answers.filter(({ status }) => status === 200).length)
    expect(answers.every(({ status }) => status === 200 || status === 412)).toBe(true)
  })

  it('that nobody declared are unknown', async () => {
    const { status, body } = await admin.put('/api/settings/nothing', { value: 1 })

    expect([status, body.error.message]).toEqual([404, '设置项“nothing”不存在。'])
  })

  it('may be seen by who may view them, and changed only by who may operate', async () => {
    const clerk = await app.as('clerk')

    expect((await clerk.get('/api/settings')).status).toBe(200)
    expect((await clerk.put('/api/settings/days.limit', { value: { amount: 1 } })).status).toBe(403)
    expect((await (await app.as('works')).get('/api/settings')).status).toBe(403)
  })
})
