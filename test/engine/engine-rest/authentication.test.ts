import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

const basic = (username: string, password = testPassword) => ({ authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` })

describe('who calls /engine-rest', () => {
  let app: TestApp
  const call = (path: string, headers: Record<string, string>, method = 'GET') => fetch(app.url() + path, { method, headers })

  beforeAll(async () => {
    app = await createTestApp({ prepare: smallDistrict })
  })
  afterAll(() => app.stop())

  it('is asked for name and password, in the error shape of Camunda', async () => {
    const answer = await call('/engine-rest/version', {})

    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('Basic')
    expect(await answer.json()).toMatchObject({ type: 'AuthenticationException', code: null })
  })

  it('may send name and password with each request', async () => {
    const answer = await call('/engine-rest/version', basic('admin'))

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ version: '7.24.0' })
  })

  it('moves the test clock with the same name and password, and may do nothing else outside with them', async () => {
    const moved = await fetch(`${app.url()}/api/test/clock`, {
      method: 'POST',
      headers: { ...basic('admin'), 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMs: 1000 }),
    })
    expect(moved.status).toBe(200)
    expect((await call('/api/test/clock', basic('admin'))).status).toBe(200)
    expect((await call('/api/test/clock', basic('admin', 'wrong'))).status).toBe(401)
    expect((await call('/api/session', basic('admin'))).status).toBe(401)
  })

  it('reaches the same calls under the name of the engine', async () => {
    const answer = await call('/engine-rest/engine/default/engine', basic('admin'))

    expect(await answer.json()).toEqual([{ name: 'default' }])
  })

  it('may have a session instead', async () => {
    const client = await app.as('clerk')

    expect((await client.get('/engine-rest/engine')).status).toBe(200)
  })

  it('checks the password once, and again when people have changed', async () => {
    const logIns = async () => Number((await app.engine.db('login_log').where({ username: 'town', result: 'ok' }).count({ n: '*' }).first())?.['n'])
    const many = await Promise.all(Array.from({ length: 20 }, () => call('/engine-rest/version', basic('town'))))
    expect(many.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(await logIns()).toBe(1)

    await app.engine.db('app_user').where({ username: 'town' }).update({ disabledAt: app.engine.clock.now() })
    app.app.platform.basicLogin.forgetAll()

    expect((await call('/engine-rest/version', basic('town'))).status).toBe(401)
  })

  it('locks a name after five wrong passwords, as a log-in does', async () => {
    for (let failure = 0; failure < 5; failure += 1) expect((await call('/engine-rest/version', basic('other', `wrong ${failure}`))).status).toBe(401)

    expect((await call('/engine-rest/version', basic('other'))).status).toBe(423)
    expect((await app.anonymous().post('/api/session', { username: 'other', password: testPassword })).status).toBe(423)
  })

  it('uses name and password on this surface only', async () => {
    expect((await call('/api/session', basic('admin'))).status).toBe(401)
  })

  it('may be a program with a token, until the token is taken back', async () => {
    const admin = await app.as('admin')
    const { body: made, status } = await admin.post('/api/tokens', { name: '上报接口', username: 'clerk' })
    const headers = { authorization: `Bearer ${made.token}` }

    expect(status).toBe(201)
    expect((await call('/engine-rest/engine', headers)).status).toBe(200)
    expect(await (await call('/api/session', headers)).json()).toMatchObject({ username: 'clerk' })
    expect(JSON.stringify(await app.engine.db('api_token').select())).not.toContain(made.token)
    expect((await admin.get('/api/tokens')).body.items).toMatchObject([{ id: made.id, name: '上报接口', username: 'clerk' }])

    await admin.del(`/api/tokens/${made.id}`)

    expect((await call('/engine-rest/engine', headers)).status).toBe(401)
  })

  it('loses a token when its time is over', async () => {
    const admin = await app.as('admin')
    const { body: made } = await admin.post('/api/tokens', { name: 'short', username: 'clerk', expiresInDays: 1 })
    const { body: kept } = await admin.post('/api/tokens', { name: 'long', username: 'clerk', expiresInDays: 2 })

    await app.advance({ days: 1 })

    expect((await call('/engine-rest/engine', { authorization: `Bearer ${made.token}` })).status).toBe(401)
    expect((await call('/engine-rest/engine', { authorization: `Bearer ${kept.token}` })).status).toBe(200)
  })

  it('gets no token from who does not administer users', async () => {
    expect((await (await app.as('clerk')).post('/api/tokens', { name: 'x', username: 'admin' })).status).toBe(403)
  })

  it('is let through with credentials of its own from any origin, and never with what a browser adds by itself', async () => {
    const post = (headers: Record<string, string>) => call('/engine-rest/nothing', headers, 'POST').then(({ status }) => status)
    const session = { cookie: (await app.as('admin')).cookie() }

    expect(await post({ ...basic('admin'), origin: 'file://' })).toBe(404)
    expect(await post({ ...basic('admin'), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await post({ ...session, origin: 'https://evil.example' })).toBe(403)
  })

  it('learns of an unknown address in the shape of Camunda', async () => {
    const answer = await call('/engine-rest/nothing', basic('admin'))

    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ type: 'NotFoundException', code: null })
  })
})
