import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ prepare: smallDistrict, now: '2026-03-02T01:00:00.000Z' })
})
afterAll(() => app.stop())

const move = (body: unknown) => app.anonymous().post('/api/test/clock', body)

describe('the test clock', () => {
  it.each([{}, { now: 'soon' }, { now: '2026-13-01T00:00:00Z' }, { now: '9999-12-31T23:59:59Z' }, { advanceMs: -1 }, { advanceMs: '5' }, { now: null }, []])(
    'is not moved by %j',
    async (body) => {
      expect((await move(body)).status).toBe(400)
      expect((await app.anonymous().get('/api/test/clock')).body).toEqual({ now: '2026-03-02T01:00:00.000Z' })
    },
  )

  it('goes forward by milliseconds, and to any instant, also back', async () => {
    expect((await move({ advanceMs: 86_400_000 })).body).toEqual({ now: '2026-03-03T01:00:00.000Z' })
    expect((await move({ now: '2027-01-01T00:00:00+08:00' })).body).toEqual({ now: '2026-12-31T16:00:00.000Z' })
    expect((await move({ now: '2026-01-01T00:00:00Z' })).body).toEqual({ now: '2026-01-01T00:00:00.000Z' })
  })
})
