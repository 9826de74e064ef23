import { ApiError, readError } from './api-error.ts'

export type RequestOptions = {
  body?: unknown
  idempotencyKey?: string
  ifMatch?: string
  signal?: AbortSignal
  /** Lets the request outlive the page: the last autosave while the tab closes. */
  keepalive?: boolean
  /** For the log-in itself and the first look at the session: a 401 there is an answer, not an expired session. */
  allowAnonymous?: boolean
}

type Hooks = {
  language(): string
  /** Called on 401. Resolves true when somebody has logged in again (the request is then repeated), false when they gave up. */
  sessionExpired(): Promise<boolean>
}

let hooks: Hooks = { language: () => 'zh-CN', sessionExpired: () => Promise.resolve(false) }

/** Called once by app/main.ts: the client needs the language and the log-in dialog, and neither is its business. */
export function configureHttp(given: Hooks): void {
  hooks = given
}

/**
 * One call of the product's API. `Reply` is the type that the `*.api.ts` contract names for this path.
 * @throws ApiError
 */
export async function request<Reply>(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
  const response = await send(method, path, options)
  if (response.status === 401 && !options.allowAnonymous && (await hooks.sessionExpired())) {
    return request<Reply>(method, path, { ...options, allowAnonymous: true })
  }
  if (!response.ok) throw await errorOf(response)
  return JSON.parse((await response.text()) || 'null')
}

export const get = <Reply>(path: string, options?: RequestOptions) => request<Reply>('GET', path, options)

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': hooks.language() })
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  if (options.ifMatch) headers.set('if-match', options.ifMatch)
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  try {
    return await fetch(path, { method, headers, body, signal: options.signal, keepalive: options.keepalive, credentials: 'same-origin' })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiError({ status: 0, code: 'network.unreachable', message: '', cause })
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  return readError(response.status, body, response.headers.get('x-request-id'))
}

/** `?a=1&b=2` from what is filled; empty values are left out, so that equal filters give equal addresses. */
export function queryString(values: Record<string, string | number | undefined | null>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
