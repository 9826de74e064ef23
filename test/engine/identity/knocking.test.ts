import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp({ prepare: smallDistrict })
})
afterAll(() => app.stop())

it('knocking at a locked name shuts nobody else behind the same address out', async () => {
  const logIn = (username: string, password: string) => app.anonymous().post('/api/session', { username, password })

  const knocks: number[] = []
  for (let knock = 0; knock < 100; knock += 1) knocks.push((await logIn('other', 'not-the-password')).status)

  expect([knocks.slice(0, 6), knocks.at(-1)]).toEqual([[401, 401, 401, 401, 401, 423], 429])
  expect((await logIn('town', testPassword)).status).toBe(200)
})
