import { createServer, type Server } from 'node:http'
import type Koa from 'koa'
import { appError, type AppError } from '../errors.ts'
import { createHttpServer } from './server.ts'

/** Requests that take longer than this when the node stops are cut off. */
const patienceMs = 8_000

export type Listener = {
  /** @returns the port, also when 0 was asked for. Errors: config.port_taken, config.invalid (HOST). */
  listen(port: number, host: string): Promise<number>
  /** Takes no more connections; resolves when the answers in flight are sent, or after 8 s. */
  close(): Promise<void>
}

export function createListener(koa: Koa): Listener {
  const server = createHttpServer(koa)
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', (error) => reject(refusal(error, port, host)))
        server.listen(port, host, () => resolve(portOf(server)))
      }),
    close() {
      if (!server.listening) return Promise.resolve()
      return new Promise((resolve) => {
        const impatient = setTimeout(() => server.closeAllConnections(), patienceMs)
        server.close(() => {
          clearTimeout(impatient)
          resolve()
        })
        server.closeIdleConnections()
      })
    },
  }
}

/** Asks for the port before the long part of a first start, so that a taken one is said at once. Errors: as listen. */
export function assertPortFree(port: number, host: string): Promise<void> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', (error) => reject(refusal(error, port, host)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function refusal(error: Error, port: number, host: string): AppError | Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE' || code === 'EACCES') return appError('config.port_taken', { port }, error)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return appError('config.invalid', { variable: 'HOST', value: host }, error)
  return error
}
