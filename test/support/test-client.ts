/** What a call answered: status, parsed JSON (or text), headers. */
export type Answer = { status: number; body: Body; headers: Headers }
// Tests read any path of an answer and compare it; the contract's types are checked where it is written.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = any

export type CallOptions = { headers?: Record<string, string> }

export type TestClient = {
  get(path: string, options?: CallOptions): Promise<Answer>
  post(path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  put(path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  del(path: string, options?: CallOptions): Promise<Answer>
  /** Uploads one file as a browser's form would. */
  upload(file: { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }): Promise<Answer>
  /** The session cookie, as a request header has it; empty without a session. */
  cookie(): string
}

/** A small client that keeps one session, against a running server. */
export function createTestClient(baseUrl: () => string): TestClient {
  let cookie = ''

  const call = async (method: string, path: string, init: { body?: string | FormData; headers?: Record<string, string> }): Promise<Answer> => {
    const headers = { ...(cookie !== '' && { cookie }), ...init.headers }
    const response = await fetch(baseUrl() + path, { method, headers, redirect: 'manual', ...(init.body !== undefined && { body: init.body }) })
    const set = response.headers.getSetCookie().find((line) => line.startsWith('cz_session='))
    if (set !== undefined) cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '')
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
  const withJson =
    (method: string) =>
    (path: string, body?: unknown, options: CallOptions = {}) =>
      call(method, path, body === undefined ? options : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...options.headers } })

  return {
    get: (path, options = {}) => call('GET', path, options),
    post: withJson('POST'),
    put: withJson('PUT'),
    del: (path, options = {}) => call('DELETE', path, options),
    upload({ name, type, bytes }) {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type }), name)
      return call('POST', '/api/files', { body: form })
    },
    cookie: () => cookie,
  }
}
