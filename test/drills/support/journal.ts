import type { Answer, TestClient } from '../../support/test-client.ts'

/** What one client sent, and what it was told: the truth that the database is held against afterwards. */
export type Entry = { key: string; path: string; body: object; answer: Answer; attempts: number }

/**
 * Sends a change until it is answered, however often the server dies: the same request with the same key, now to this node and now to
 * that one. An answer of 5xx or 409 busy is no answer.
 */
export async function sendUntilAnswered(clients: () => TestClient[], request: { key: string; path: string; body: object }, patience = 60_000): Promise<Entry> {
  const deadline = performance.now() + patience
  for (let attempts = 1; performance.now() < deadline; attempts++) {
    const all = clients()
    const client = all[attempts % all.length]
    const answer = await client?.post(request.path, request.body, { headers: { 'idempotency-key': request.key } }).catch(() => undefined)
    if (answer && answer.status < 500 && answer.body.error?.code !== 'instance.busy') return { ...request, answer, attempts }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no answer to ${request.path}`)
}

/** The same for reading. */
export async function getUntilAnswered(clients: () => TestClient[], path: string, patience = 60_000): Promise<Answer> {
  const deadline = performance.now() + patience
  for (let attempts = 1; performance.now() < deadline; attempts++) {
    const all = clients()
    const answer = await all[attempts % all.length]?.get(path).catch(() => undefined)
    if (answer?.status === 200) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no answer to ${path}`)
}
