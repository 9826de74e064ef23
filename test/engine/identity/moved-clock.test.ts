import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

describe('a server whose test clock is moved', () => {
  let app: TestApp

  beforeAll(async () => {
    app = await createTestApp({ prepare: smallDistrict, now: '2026-03-02T01:00:00.000Z', frozen: false })
  })
  afterAll(() => app.stop())

  it('keeps people logged in when the clock is moved by weeks, forward and back', async () => {
    const client = await app.as('town')

    await client.post('/api/test/clock', { advanceMs: 40 * 86_400_000 })
    const later = await client.get('/api/session')
    await client.post('/api/test/clock', { now: '2026-01-01T00:00:00.000Z' })
    const earlier = await client.get('/api/session')

    expect([later.status, earlier.status]).toEqual([200, 200])
  })

  it('ends the lock of a name when the clock passes it', async () => {
    const logIn = (password: string) => app.anonymous().post('/api/session', { username: 'other', password })
    for (let failure = 0; failure < 5; failure += 1) await logIn('not-the-password')

    const locked = await logIn(testPassword)
    await app.anonymous().post('/api/test/clock', { advanceMs: 31 * 60_000 })

    expect(locked.status).toBe(423)
    expect((await logIn(testPassword)).status).toBe(200)
  })
})
