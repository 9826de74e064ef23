import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('sessions on %s', (kind) => {
  let app: TestApp
  const wrong = { username: 'town', password: 'not-the-password' }

  beforeAll(async () => {
    app = await createTestApp({ database: await freshDatabase(kind), prepare: smallDistrict, now: '2026-03-02T01:00:00.000Z' })
  })
  afterAll(() => app.stop())

  it('answers who is logged in, with unit, district and permissions', async () => {
    const client = await app.as('clerk')

    const { status, body } = await client.get('/api/session')

    expect(status).toBe(200)
    expect(body).toEqual({
      id: 'user-clerk',
      username: 'clerk',
      name: 'clerk姓名',
      unit: { id: 'office', name: '区安委办', type: 'district' },
      district: { code: '320206', name: '惠山区' },
      role: 'clerk',
      permissions: { settings: 'view', users: 'view' },
      demo: false,
    })
  })

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { headers } = await app.anonymous().post('/api/session', { username: 'clerk', password: testPassword })

    expect(headers.getSetCookie()).toHaveLength(1)
    expect(headers.getSetCookie()[0]).toMatch(/^cz_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('refuses a wrong password and an unknown user with one and the same answer', async () => {
    const known = await app.anonymous().post('/api/session', wrong)
    const unknown = await app.anonymous().post('/api/session', { username: 'nobody', password: 'not-the-password' })

    expect([known.status, unknown.status]).toEqual([401, 401])
    expect(known.body.error).toMatchObject({ code: 'session.bad_credentials', message: '用户名或密码不正确。', data: {} })
    expect({ ...known.body.error, requestId: '' }).toEqual({ ...unknown.body.error, requestId: '' })
  })

  it('locks a name for half an hour after five failures, also for the right password', async () => {
    for (let failure = 0; failure < 5; failure += 1) await app.anonymous().post('/api/session', { ...wrong, username: 'other' })

    const locked = await app.anonymous().post('/api/session', { username: 'other', password: testPassword })
    await app.advance({ ms: 30 * 60_000 })
    const later = await app.anonymous().post('/api/session', { username: 'other', password: testPassword })

    expect(locked.status).toBe(423)
    expect(locked.body.error).toMatchObject({ code: 'session.locked', data: { until: '2026-03-02T01:30:00.000Z' } })
    expect(locked.body.error.message).toContain('2026-03-02 09:30')
    expect(later.status).toBe(200)
  })

  it('locks a name that does not exist in the same way', async () => {
    for (let failure = 0; failure < 5; failure += 1) await app.anonymous().post('/api/session', { username: 'ghost', password: 'x' })

    expect((await app.anonymous().post('/api/session', { username: 'ghost', password: 'x' })).status).toBe(423)
  })

  it('lets twenty guesses at once be no more than five', async () => {
    const guesses = await Promise.all(Array.from({ length: 20 }, () => app.anonymous().post('/api/session', { username: 'parallel', password: 'x' })))

    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(guesses.filter(({ status }) => status === 423)).toHaveLength(15)
  })

  it('ends a session at log-out, also for who kept the cookie', async () => {
    const client = await app.as('clerk')
    const kept = { headers: { cookie: client.cookie() } }

    const answer = await client.del('/api/session')

    expect(answer.status).toBe(204)
    expect((await app.anonymous().get('/api/session', kept)).status).toBe(401)
  })

  it('gives a new session at log-in and ends the one before', async () => {
    const client = await app.as('clerk')
    const before = client.cookie()

    await client.post('/api/session', { username: 'clerk', password: testPassword })

    expect(client.cookie()).not.toBe(before)
    expect((await app.anonymous().get('/api/session', { headers: { cookie: before } })).status).toBe(401)
  })

  it('ends a session after eight idle hours, and after seven days whatever happens', async () => {
    const idle = await app.as('clerk')
    const busy = await app.as('admin')

    await app.advance({ hours: 7 })
    expect((await busy.get('/api/session')).status).toBe(200)
    await app.advance({ hours: 2 })
    expect((await idle.get('/api/session')).status).toBe(401)
    for (let hours = 9; hours < 7 * 24; hours += 6) {
      expect((await busy.get('/api/session')).status).toBe(200)
      await app.advance({ hours: 6 })
    }
    expect((await busy.get('/api/session')).status).toBe(401)
  })

  it('shuts a disabled user and a disabled unit out, in sessions and at log-in', async () => {
    const { identity } = app.app.platform
    await identity.createUnit({
      id: `closed-${kind}`,
      district: '320206',
      code: `closed-${kind}`,
      name: '撤销站',
      shortName: '',
      type: 'department',
      parentId: 'office',
    })
    await identity.createUser({
      id: `gone-${kind}`,
      district: '320206',
      username: 'gone',
      name: '离任',
      password: testPassword,
      unitId: `closed-${kind}`,
      roleKey: 'clerk',
      scope: 'all',
      demo: true,
    })
    const client = await app.as('gone')

    await app.engine
      .db('unit')
      .where({ id: `closed-${kind}` })
      .update({ disabledAt: app.engine.clock.now() })
    app.app.platform.sessions.forgetAll()

    expect((await client.get('/api/session')).status).toBe(401)
    expect((await app.anonymous().post('/api/session', { username: 'gone', password: testPassword })).body.error.code).toBe('session.bad_credentials')
  })

  it('keeps sessions over a restart of the server', async () => {
    const client = await app.as('clerk')

    await app.restart()

    expect((await client.get('/api/session')).status).toBe(200)
  })

  it('refuses an Authorization header instead of ignoring it', async () => {
    const client = await app.as('clerk')

    const answer = await client.get('/api/session', { headers: { authorization: 'Bearer something' } })

    expect(answer.status).toBe(401)
    expect(answer.body.error.code).toBe('session.required')
  })

  it('stores neither the token nor the password', async () => {
    const client = await app.as('clerk')
    const rows = JSON.stringify([await app.engine.db('session').select(), await app.engine.db('app_user').select(), await app.engine.db('login_log').select()])

    expect(rows).not.toContain(client.cookie().slice('cz_session='.length))
    expect(rows).not.toContain(testPassword)
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('logs each log-in with its result and address', async () => {
    await app.anonymous().post('/api/session', { username: 'logged', password: 'x' })

    const rows: unknown = await app.engine.db('login_log').where({ username: 'logged' }).select('result', 'address')

    expect(rows).toEqual([{ result: 'failed', address: '127.0.0.1' }])
  })
})

describe('behind https', () => {
  it('sends the session cookie over https only', async () => {
    const app = await createTestApp({ prepare: smallDistrict, env: { PUBLIC_URL: 'https://chazhi.example' } })

    const { headers } = await app.anonymous().post('/api/session', { username: 'clerk', password: testPassword })
    await app.stop()

    expect(headers.getSetCookie()[0]).toContain('; Secure')
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000')
  })
})
