import { createServer, type Server } from 'node:http'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres, type PostgresServer } from './postgres-server.ts'
import { sweepScratchFolders } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** POST here answers the url of an empty PostgreSQL database. */
    freshPostgres: string
  }
}

/** One PostgreSQL for the whole test run, started when the first test asks for it: a run of SQLite tests does not pay for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepScratchFolders()
  let starting: Promise<PostgresServer> | undefined
  const desk = createServer((_request, response) => {
    starting ??= startPostgres()
    starting.then(createDatabase).then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error instanceof Error ? (error.stack ?? error.message) : error)),
    )
  })
  project.provide('freshPostgres', `http://127.0.0.1:${await listening(desk)}`)
  return async () => {
    desk.close()
    await starting?.then(
      (server) => server.stop(),
      () => undefined,
    )
  }
}

async function createDatabase({ url }: PostgresServer): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  const fresh = new URL(url)
  fresh.pathname = name
  return fresh.href
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new Error('no port'))
    })
  })
}
