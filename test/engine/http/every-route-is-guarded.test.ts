import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRouter } from '../../../engine/http/router.ts'
import { defineRoute, type Route } from '../../../engine/http/route.ts'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'

const aRoute = defineRoute({ method: 'GET', path: '/api/things/:id', right: 'session', summary: 'a thing', handle: async () => ({}) })
const nobody = async () => undefined

describe('registering routes', () => {
  it('refuses a route without a right', () => {
    const { right: _, ...unguarded } = aRoute

    // @ts-expect-error what a plugin written in JavaScript could hand over
    const routes: Route[] = [unguarded]

    expect(() => createRouter(routes, nobody)).toThrow('route without a right: GET /api/things/:id')
  })

  it('refuses a right that names no module', () => {
    const routes: Route[] = [{ ...aRoute, right: { module: '', level: 'view' } }]

    expect(() => createRouter(routes, nobody)).toThrow('route without a right')
  })

  it('refuses two routes of one address', () => {
    expect(() => createRouter([aRoute, { ...aRoute, path: '/api/things/:key' }], nobody)).toThrow('route declared twice: GET /api/things/:key')
  })
})

describe('every route of an installation', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all' })
  })
  afterAll(() => app.stop())

  /** What may be called without logging in. Adding to this list is a decision, not a habit. */
  const open = ['GET /healthz', 'GET /readyz', 'POST /api/session', 'GET /api/test/clock', 'POST /api/test/clock']

  it('is open only when it is on the list', () => {
    const found = app.app.routes.filter(({ right }) => right === 'public').map(({ method, path }) => `${method} ${path}`)

    expect(found.sort()).toEqual([...open].sort())
  })

  it('answers 401 to who is not logged in, whatever is sent', async () => {
    const closed = app.app.routes.filter(({ right }) => right !== 'public')
    expect(closed.length).toBeGreaterThan(10)

    for (const { method, path } of closed) {
      const response = await fetch(app.url() + path.replace(/:\w+/g, 'x'), { method })
      expect([method, path, response.status]).toEqual([method, path, 401])
    }
  })

  it('asks only for rights that the role matrix has', () => {
    const known = app.app.permissions.map(({ key }) => key)
    const asked = app.app.routes.flatMap(({ right }) => (typeof right === 'string' ? [] : [right.module]))

    expect(asked.filter((module) => !known.includes(module))).toEqual([])
  })
})
