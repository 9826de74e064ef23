import { afterEach, describe, expect, it, vi } from 'vitest'
import { createIntent } from '../../../runtime-ui/kit/api/intent.ts'

/** What the network does, call by call; what was sent is kept. */
function network(...answers: (() => Response)[]) {
  const keys: (string | null)[] = []
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    keys.push(new Headers(init.headers).get('idempotency-key'))
    const answer = answers.shift()
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('offline'))
  })
  return keys
}
const ok = () => new Response('{"id":"1"}', { status: 201 })
const refused = () => new Response('{"error":{"code":"form.invalid","message":"","data":{}}}', { status: 400 })
const broken = () => new Response('', { status: 502 })

afterEach(() => vi.unstubAllGlobals())

describe('an intent', () => {
  it('keeps its key when nobody knows whether the server acted', async () => {
    const keys = network(broken)
    const intent = createIntent()

    await expect(intent.post('/api/x', { data: 1 })).rejects.toMatchObject({ status: 502 })
    await expect(intent.post('/api/x', { data: 1 })).rejects.toMatchObject({ code: 'network.unreachable' })
    await expect(intent.post('/api/x', { data: 1 })).rejects.toMatchObject({ code: 'network.unreachable' })

    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
  })

  it('gets a new key when the content has changed meanwhile', async () => {
    const keys = network(broken, ok)
    const intent = createIntent()

    await intent.post('/api/x', { data: 1 }).catch(() => undefined)
    await intent.post('/api/x', { data: 2 })

    expect(new Set(keys).size).toBe(2)
  })

  it.each([
    ['a success', ok],
    ['a refusal', refused],
  ])('ends with %s: the same content again is meant again', async (_name, answer) => {
    const keys = network(answer, ok)
    const intent = createIntent()

    await intent.post('/api/x', { data: 1 }).catch(() => undefined)
    await intent.post('/api/x', { data: 1 })

    expect(new Set(keys).size).toBe(2)
  })
})
