import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

let app: TestApp
let admin: TestClient
beforeAll(async () => {
  app = await createTestApp({ prepare: smallDistrict })
  admin = await app.as('admin')
})
afterAll(() => app.stop())

it.each(['/api/units', '/api/districts', '/api/roles', '/api/settings', '/api/incidents', '/api/calendars?year=2026'])(
  '%s is shown whole, or page by page when asked',
  async (path) => {
    const whole = await admin.get(path)
    const pages: unknown[] = []
    for (let after: string | null = ''; after !== null;) {
      const { body } = await admin.get(`${path}${path.includes('?') ? '&' : '?'}limit=2&after=${after}`)
      expect(body.items.length).toBeLessThanOrEqual(2)
      expect(body.total).toBe(whole.body.total)
      pages.push(...body.items)
      after = body.next
    }

    expect(whole.body).toMatchObject({ next: null, total: whole.body.items.length })
    expect(pages).toEqual(whole.body.items)
  },
)

it('a cursor that names none of them, or a limit of nothing, is refused', async () => {
  const unknown = Buffer.from('["no-such-unit"]').toString('base64url')

  for (const query of [`after=${unknown}`, 'after=garbage', 'limit=0', 'limit=x']) expect((await admin.get(`/api/units?${query}`)).status, query).toBe(400)
})
