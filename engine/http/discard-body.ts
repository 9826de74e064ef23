import type { IncomingMessage } from 'node:http'

const maxBytes = 64 * 1024 * 1024

/**
 * Reads the rest of a refused request and throws it away, so that the client gets the refusal: a connection that closes while it
 * still sends loses the answer, and the user would see "network error" instead of "too large". Gives up after 64 MB; the server's
 * request timeout bounds the time. Who announces more than that is answered at once.
 * @returns false when it gave up: the connection must be closed
 */
export function discardBody(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed || !hasBody(request)) return Promise.resolve(true)
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(false)
  return new Promise((resolve) => {
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) resolve(false)
    })
    request.on('end', () => resolve(true))
    request.on('close', () => resolve(true))
    request.resume()
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
