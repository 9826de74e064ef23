import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])("a district's calendar on %s", (kind) => {
  let app: TestApp
  let admin: TestClient
  beforeAll(async () => {
    app = await createTestApp({ database: await freshDatabase(kind), prepare: smallDistrict })
    admin = await app.as('admin')
  })
  afterAll(() => app.stop())

  it('lists the days of a year that are not what their weekday says', async () => {
    const { body } = await admin.get('/api/calendars?year=2026')

    expect(body).toMatchObject({ year: 2026, covered: true })
    expect(body.items).toContainEqual({ day: '2026-02-14', working: true, name: '春节', from: 'national' })
    expect(body.items).toContainEqual({ day: '2026-10-01', working: false, name: '国庆节', from: 'national' })
    expect(body.items.map(({ day }: { day: string }) => day)).not.toContain('2026-03-02')
  })

  it('can be corrected, which moves deadlines at once, and corrected back', async () => {
    const nextDay = () => app.engine.calendars.addWorkingDays('320206', '2026-04-08', 1)
    expect(await nextDay()).toBe('2026-04-09')

    const { status, body } = await admin.put('/api/calendars/2026-04-09', { kind: 'off', name: '本地停工' })

    expect(status).toBe(200)
    expect(body.items).toContainEqual({ day: '2026-04-09', working: false, name: '本地停工', from: 'district' })
    expect(await nextDay()).toBe('2026-04-10')
    expect(await app.engine.calendars.addWorkingDays('320205', '2026-04-08', 1)).toBe('2026-04-09')

    await admin.put('/api/calendars/2026-04-09', { kind: null })
    expect(await nextDay()).toBe('2026-04-09')
  })

  it('takes a second correction of the same day', async () => {
    await admin.put('/api/calendars/2026-04-11', { kind: 'work', name: '甲' })

    expect((await admin.put('/api/calendars/2026-04-11', { kind: 'off', name: '乙' })).status).toBe(200)
  })

  it('is answered at once to code that cannot wait', async () => {
    await admin.put('/api/calendars/2026-05-16', { kind: 'work' })

    const dueDates = await app.app.platform.calendars.forDistrict('320206')

    expect(dueDates.addWorkingDays('2026-05-15', 1)).toBe('2026-05-16')
    expect(dueDates.resolve('1wd', '2026-05-15T02:00:00.000Z')).toBe('2026-05-16T15:59:59.999Z')
  })

  it('refuses days that do not exist, naming the field', async () => {
    const { status, body } = await admin.put('/api/calendars/2026-02-30', { kind: 'off' })

    expect([status, body.error.data.fields[0].path]).toEqual([400, 'day'])
  })

  it('is kept from who may not change it', async () => {
    expect((await (await app.as('town')).put('/api/calendars/2026-04-09', { kind: 'off' })).status).toBe(403)
  })
})
