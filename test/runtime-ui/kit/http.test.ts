import { afterEach, describe, expect, it, vi } from 'vitest'
import { configureHttp, get, queryString, request } from '../../../runtime-ui/kit/api/http.ts'

afterEach(() => vi.unstubAllGlobals())

function answers(...list: Response[]) {
  const sent: Headers[] = []
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    sent.push(new Headers(init.headers))
    return Promise.resolve(list.shift())
  })
  return sent
}
const unauthorized = () => new Response('{"error":{"code":"session.required","message":"请先登录","data":{},"requestId":"r1"}}', { status: 401 })

describe('the api client', () => {
  it('repeats a request after somebody has logged in again, with the same Idempotency-Key', async () => {
    const sent = answers(unauthorized(), new Response('{"done":true}'))
    configureHttp({ language: () => 'en', sessionExpired: () => Promise.resolve(true) })

    const reply = await request('POST', '/api/x', { body: {}, idempotencyKey: 'k1' })

    expect(reply).toEqual({ done: true })
    expect(sent.map((headers) => [headers.get('idempotency-key'), headers.get('accept-language')])).toEqual([
      ['k1', 'en'],
      ['k1', 'en'],
    ])
  })

  it('fails when nobody logs in again', async () => {
    answers(unauthorized())
    configureHttp({ language: () => 'en', sessionExpired: () => Promise.resolve(false) })

    await expect(get('/api/x')).rejects.toMatchObject({ status: 401, code: 'session.required', requestId: 'r1' })
  })

  it('reads the errors of single fields', async () => {
    const body = {
      error: { code: 'form.invalid', message: '表单有误', data: { errors: [{ path: 'a.b', message: '必填' }, { nonsense: 1 }] }, requestId: 'r2' },
    }
    answers(new Response(JSON.stringify(body), { status: 400 }))

    await expect(get('/api/x')).rejects.toMatchObject({ fieldErrors: [{ path: 'a.b', message: '必填' }] })
  })

  it('takes an answer without content', async () => {
    answers(new Response(null, { status: 204 }))

    expect(await get('/api/x')).toBeNull()
  })

  it('names an answer that is no JSON by its status', async () => {
    answers(new Response('<html>bad gateway</html>', { status: 502 }))

    await expect(get('/api/x')).rejects.toMatchObject({ status: 502, code: 'http.502', isUncertain: true })
  })

  it('leaves empty filters out of the address', () => {
    expect(queryString({ q: '', area: 'a b', overdue: undefined, limit: 3, x: null })).toBe('?area=a+b&limit=3')
    expect(queryString({})).toBe('')
  })
})
