import { rmSync } from 'node:fs'
import { openDatabase } from '../../../engine/db/database.ts'
import { testPassword } from '../../support/create-test-app.ts'
import type { DatabaseKind } from '../../support/databases.ts'
import { freshPostgres } from '../../support/databases.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { startServer, type ServerProcess } from '../../support/server-process.ts'
import { createTestClient, type TestClient } from '../../support/test-client.ts'

/** A server process that is killed and started again on the same data. */
export type DrillNode = {
  url(): string
  start(): Promise<void>
  /** SIGKILL: nothing in the process hears of it. */
  kill(): Promise<void>
  /** A session that survives restarts, as a browser's does. */
  as(username: string): Promise<TestClient>
}

/** One data folder and database, and the nodes on it. All are stopped, and the folder removed, by `end`. */
export type Installation = {
  databaseUrl: string
  node(): DrillNode
  end(): Promise<void>
}

export async function createInstallation(kind: DatabaseKind): Promise<Installation> {
  const folder = scratchFolder('drill')
  const databaseUrl = kind === 'sqlite' ? `sqlite:${folder}/chazhi.db` : await freshPostgres()
  const nodes: DrillNode[] = []
  return {
    databaseUrl,
    node() {
      const node = createNode({ DATA_DIR: folder, DATABASE_URL: databaseUrl, DEMO: 'on', TEST_CLOCK: 'on' })
      nodes.push(node)
      return node
    },
    async end() {
      await Promise.all(nodes.map((node) => node.kill()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function createNode(env: Record<string, string>): DrillNode {
  let running: ServerProcess | undefined
  let address = ''
  const url = () => address
  return {
    url,
    async start() {
      running = await startServer(env)
      address = await running.ready
    },
    async kill() {
      running?.kill('SIGKILL')
      await running?.ended
      running = undefined
    },
    async as(username) {
      const client = createTestClient(url)
      const { status, body } = await client.post('/api/session', { username, password: testPassword })
      if (status !== 200) throw new Error(`log-in of ${username}: ${status} ${JSON.stringify(body)}`)
      return client
    },
  }
}

/** Looks into the database that the nodes use. */
export async function withDatabase<T>(url: string, look: (db: Awaited<ReturnType<typeof openDatabase>>['knex']) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url })
  try {
    return await look(database.knex)
  } finally {
    await database.close()
  }
}
