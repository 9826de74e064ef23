import { testPassword } from './create-test-app.ts'

/** What a call answered: the body as JSON, or as text where it is none. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; body: any }

/** The calls of a client of Camunda's REST API. */
export type RestCalls = {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  del(path: string): Promise<Answer>
  /** Deploys files as a client of Camunda does: a multipart form. */
  deploy(files: Record<string, string>, fields?: Record<string, string>): Promise<Answer>
}

/** HTTP Basic with each request, to wherever the server is at that moment. */
export function restCalls(url: () => string, username: string): RestCalls {
  const authorization = `Basic ${Buffer.from(`${username}:${testPassword}`).toString('base64')}`
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const isForm = body instanceof FormData
    const headers = { authorization, ...(body !== undefined && !isForm && { 'content-type': 'application/json' }) }
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
    const response = await fetch(`${url()}/engine-rest${path}`, { method, headers, ...sent })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, body: isJson ? JSON.parse(text) : text }
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    del: (path) => call('DELETE', path),
    deploy(files, fields = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const [name, content] of Object.entries(files)) form.append(name, new Blob([content], { type: 'application/octet-stream' }), name)
      return call('POST', '/deployment/create', form)
    },
  }
}
