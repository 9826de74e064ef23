import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { once } from '../../../engine/http/idempotent.ts'
import { defineModule, defineRoute, operate } from '../../../engine/module.ts'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

/** Routes that only show what the HTTP layer does around a handler. */
const probe = defineModule({
  name: 'probe',
  routes: (engine) => [
    defineRoute({
      method: 'POST',
      path: '/api/probe/:id',
      right: 'session',
      summary: 'echo',
      params: z.object({ id: z.string().max(5) }),
      query: z.object({ limit: z.coerce.number().max(10).optional() }),
      body: z.strictObject({ title: z.string().min(2), photos: z.array(z.strictObject({ url: z.string() })).optional() }),
      handle: async ({ params, query, body }) => ({ status: 201, body: { params, query, body } }),
    }),
    defineRoute({ method: 'GET', path: '/api/probe/counts', right: 'session', summary: 'literal', handle: async () => ({ body: { literal: true } }) }),
    defineRoute({ method: 'GET', path: '/api/probe/:id', right: 'session', summary: 'parameter', handle: async () => ({ body: { literal: false } }) }),
    defineRoute({
      method: 'GET',
      path: '/api/broken',
      right: 'session',
      summary: 'fails',
      handle: async () => {
        throw new Error('relation "secret_table" does not exist at /srv/chazhi/db.ts')
      },
    }),
    defineRoute({ method: 'DELETE', path: '/api/guarded', right: operate('audit'), summary: 'needs a right', handle: async () => ({}) }),
    defineRoute({
      method: 'POST',
      path: '/api/once',
      right: 'session',
      summary: 'adds one',
      body: z.looseObject({ fail: z.boolean().optional() }),
      handle: (request) =>
        once({ db: engine.db, clock: engine.clock, request }, async (trx) => {
          await trx('number_block').where({ name: 'probe' }).increment('next', 1)
          if (request.body.fail) throw new Error('after the write')
          const row: { next: number } | undefined = await trx('number_block').where({ name: 'probe' }).first('next')
          return { status: 201, body: { count: row?.next } }
        }),
    }),
  ],
})

describe('the HTTP edge', () => {
  let app: TestApp
  let clerk: TestClient

  beforeAll(async () => {
    app = await createTestApp({ modules: [probe], prepare: smallDistrict })
    await app.engine.db('number_block').insert({ name: 'probe', next: 0 })
    clerk = await app.as('clerk')
  })
  afterAll(() => app.stop())

  describe('what is sent', () => {
    it('reaches the handler parsed', async () => {
      const { status, body } = await clerk.post('/api/probe/a?limit=3', { title: '标题' })

      expect(status).toBe(201)
      expect(body).toEqual({ params: { id: 'a' }, query: { limit: 3 }, body: { title: '标题' } })
    })

    it('is refused by field, in the language of the user', async () => {
      const chinese = await clerk.post('/api/probe/a', { title: 'x', photos: [{ url: 1 }] })
      const english = await clerk.post('/api/probe/a', { title: 'x', extra: 1 }, { headers: { 'accept-language': 'en-GB,en;q=0.9' } })

      expect(chinese.status).toBe(400)
      expect(chinese.body.error).toMatchObject({ code: 'request.invalid', data: { fields: [{ path: 'title' }, { path: 'photos.0.url' }] } })
      expect(chinese.body.error.message).toMatch(/^请求内容不正确：title .*photos\.0\.url/)
      expect(english.body.error.data.fields).toEqual([
        { path: 'title', message: 'needs at least 2 characters' },
        { path: 'extra', message: 'is not supported' },
      ])
      expect(english.body.error.message).toMatch(/^The request is not valid: title/)
    })

    it('is refused when the query asks for what the route does not know', async () => {
      const answer = await clerk.post('/api/probe/a?limit=3&format=xlsx', { title: '标题' })

      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'request.unknown_parameter', message: '不支持的查询参数：format。' } } })
    })

    it('is refused in path and query too', async () => {
      expect((await clerk.post('/api/probe/toolong', { title: '标题' })).body.error.data.fields[0].path).toBe('id')
      expect((await clerk.post('/api/probe/a?limit=11', { title: '标题' })).body.error.data.fields[0].path).toBe('limit')
    })

    it.each([
      ['malformed JSON', '{"title":'],
      ['a key that reaches prototypes', '{"title":"标题","__proto__":{"admin":true}}'],
      ['a constructor key further down', '{"title":"标题","photos":[{"constructor":1}]}'],
      ['nesting without end', '['.repeat(5000) + ']'.repeat(5000)],
      ['keys without number', `{${Array.from({ length: 20_001 }, (_, index) => `"k${index}":1`).join()}}`],
      ['a NUL character', '{"title":"a\\u0000b"}'],
      ['half a character', '{"title":"a\\ud800b"}'],
    ])('is refused when it is %s', async (_name, text) => {
      const response = await fetch(`${app.url()}/api/probe/a`, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json', cookie: clerk.cookie() },
      })

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: 'request.invalid' } })
    })

    it('is refused when it is larger than 1 MB, with or without a stated length', async () => {
      const stated = await clerk.post('/api/probe/a', { title: 'x'.repeat(3_000_000) })
      const streaming = {
        method: 'POST',
        body: new Blob(['{"title":"', 'x'.repeat(3_000_000), '"}']).stream(),
        // Required for streams, and missing in the DOM's types.
        duplex: 'half',
        headers: { 'content-type': 'application/json', cookie: clerk.cookie() },
      }
      const streamed = await fetch(`${app.url()}/api/probe/a`, streaming)

      expect(stated.status).toBe(413)
      expect(stated.body.error.code).toBe('request.too_large')
      expect(streamed.status).toBe(413)
    })

    it('is refused when it is not JSON', async () => {
      const form = await fetch(`${app.url()}/api/probe/a`, {
        method: 'POST',
        body: new URLSearchParams({ title: '标题' }),
        headers: { cookie: clerk.cookie() },
      })

      expect(form.status).toBe(415)
    })

    it('may not hide in a NUL or a broken escape of the address', async () => {
      expect((await clerk.get('/api/probe/a%00')).status).toBe(400)
      expect((await clerk.get('/%E0%A4%A')).status).toBe(400)
    })
  })

  describe('where it comes from', () => {
    it.each([
      ['another site', { origin: 'https://evil.example' }],
      ['a page without origin', { origin: 'null' }],
      ['another site by fetch metadata', { 'sec-fetch-site': 'cross-site' }],
      ['a sister domain', { 'sec-fetch-site': 'same-site' }],
    ])('%s may not change anything', async (_name, headers) => {
      const answer = await clerk.post('/api/probe/a', { title: '标题' }, { headers })

      expect(answer.status).toBe(403)
      expect(answer.body.error.code).toBe('request.foreign_origin')
    })

    it('our own pages and programs may', async () => {
      const page = await clerk.post('/api/probe/a', { title: '标题' }, { headers: { origin: app.url(), 'sec-fetch-site': 'same-origin' } })
      const program = await clerk.post('/api/probe/a', { title: '标题' })

      expect([page.status, program.status]).toEqual([201, 201])
    })

    it('another site cannot log a person in either', async () => {
      const answer = await app.anonymous().post('/api/session', { username: 'clerk', password: testPassword }, { headers: { origin: 'https://evil.example' } })

      expect(answer.status).toBe(403)
    })
  })

  describe('who it is', () => {
    it('without a session gets 401, without the right 403 that names it', async () => {
      const nobody = await app.anonymous().get('/api/probe/a')
      const denied = await clerk.del('/api/guarded')

      expect([nobody.status, nobody.body.error.code]).toEqual([401, 'session.required'])
      expect([denied.status, denied.body.error.code]).toEqual([403, 'access.denied'])
      expect(denied.body.error.data).toEqual({ module: 'audit', level: 'operate' })
      expect((await (await app.as('admin')).del('/api/guarded')).status).toBe(204)
    })

    it('is asked before what was sent is read', async () => {
      expect((await app.anonymous().post('/api/probe/a', { wrong: true })).status).toBe(401)
    })
  })

  describe('answers', () => {
    it('say unknown addresses and wrong methods in words', async () => {
      const unknown = await clerk.get('/api/nowhere')
      const wrong = await clerk.put('/api/probe/a', {})

      expect([unknown.status, unknown.body.error.code]).toEqual([404, 'route.unknown'])
      expect([wrong.status, wrong.body.error.code]).toEqual([405, 'route.method_not_allowed'])
    })

    it('prefer a literal address over a parameter, whatever was declared first', async () => {
      expect((await clerk.get('/api/probe/counts')).body).toEqual({ literal: true })
      expect((await clerk.get('/api/probe/other')).body).toEqual({ literal: false })
    })

    it('never tell what went wrong inside', async () => {
      const { status, body, headers } = await clerk.get('/api/broken')

      expect(status).toBe(500)
      expect(body.error).toEqual({
        code: 'internal',
        message: '系统内部错误，请稍后重试；如仍有问题，请将请求编号告知管理员。',
        data: {},
        requestId: headers.get('x-request-id'),
      })
    })

    it('carry headers that keep browsers from running or framing what is not ours', async () => {
      const { headers } = await clerk.get('/api/session')

      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-eval')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('strict-transport-security')).toBeNull()
    })

    it('to people who typed an address are pages in words, not another page', async () => {
      const admin = await app.anonymous().get('/admin', { headers: { accept: 'text/html' } })

      expect(admin.status).toBe(404)
      expect(admin.headers.get('content-type')).toContain('text/html')
      expect(admin.body).toContain('地址 /admin 不存在')
    })

    it('to programs are JSON, whatever they accept and on whatever surface', async () => {
      for (const path of ['/formio/nothing', '/nowhere.json']) {
        const { status, body } = await app.anonymous().get(path)
        expect([path, status, body.error.code]).toEqual([path, 404, 'route.unknown'])
      }
    })

    it('show liveness and readiness to everybody, and metrics to nobody', async () => {
      expect((await app.anonymous().get('/healthz')).body).toEqual({ status: 'ok' })
      expect((await app.anonymous().get('/readyz')).body).toEqual({ status: 'ready', checks: { database: true, migrations: true, disk: true, jobs: true } })
      expect((await app.anonymous().get('/metrics')).status).toBe(404)
    })
  })

  describe('an idempotency key', () => {
    const withKey = (key: string) => ({ headers: { 'idempotency-key': key } })
    const count = async () => (await app.engine.db('number_block').where({ name: 'probe' }).first('next')).next

    it('makes the same request happen once, with one answer', async () => {
      const first = await clerk.post('/api/once', { a: 1 }, withKey('k1'))
      const again = await clerk.post('/api/once', { a: 1 }, withKey('k1'))

      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.body).toEqual(first.body)
      expect(await count()).toBe(first.body.count)
    })

    it('makes a hundred at once happen once', async () => {
      const before = await count()

      const answers = await Promise.all(Array.from({ length: 100 }, () => clerk.post('/api/once', { a: 2 }, withKey('k2'))))

      expect(new Set(answers.map(({ status, body }) => `${status} ${body.count}`))).toEqual(new Set([`201 ${before + 1}`]))
      expect(await count()).toBe(before + 1)
    })

    it('with another body is refused', async () => {
      await clerk.post('/api/once', { a: 3 }, withKey('k3'))

      const other = await clerk.post('/api/once', { a: 4 }, withKey('k3'))

      expect([other.status, other.body.error.code]).toEqual([422, 'idempotency.mismatch'])
    })

    it('of another person is another key', async () => {
      const before = await count()

      await clerk.post('/api/once', { a: 5 }, withKey('k5'))
      await (await app.as('town')).post('/api/once', { a: 5 }, withKey('k5'))

      expect(await count()).toBe(before + 2)
    })

    it('is not used up by a failure', async () => {
      const before = await count()

      const failed = await clerk.post('/api/once', { fail: true }, withKey('k6'))
      expect(failed.status).toBe(500)
      expect(await count()).toBe(before)
      expect((await clerk.post('/api/once', { fail: false }, withKey('k6'))).status).toBe(201)
    })

    it('is forgotten after a day', async () => {
      const first = await clerk.post('/api/once', { a: 7 }, withKey('k7'))

      await app.advance({ hours: 25 })
      const later = await (await app.as('clerk')).post('/api/once', { a: 7 }, withKey('k7'))

      expect(later.body.count).toBe(first.body.count + 1)
    })
  })

  it('refuses headers larger than 16 KB', async () => {
    const socket = connect({ port: Number(new URL(app.url()).port), host: '127.0.0.1' })
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write('GET / HTTP/1.1\r\nX-Big: ' + 'x'.repeat(20_000) + '\r\n\r\n')

    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
    socket.destroy()

    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  })
})
