import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../../engine/app.ts'
import { createClock, type Clock } from '../../engine/clock.ts'
import { readConfig, type Config } from '../../engine/config.ts'
import { discoverModules, type LoadedModule } from '../../engine/discover.ts'
import { firstStart } from '../../engine/first-start.ts'
import type { Engine, Module } from '../../engine/module.ts'
import { projectRoot } from '../../engine/root.ts'
import { createTestClient, type TestClient } from './test-client.ts'

export type TestAppOptions = {
  /** Default: none. `all` loads everything that an installation has. */
  modules?: readonly Module[] | 'all'
  /** Url of an empty database (freshDatabase); default: SQLite in a folder of its own. */
  database?: string
  /** The clock stands still here until `advance`. */
  now?: string
  /** False: the clock runs, as that of a server with TEST_CLOCK=on. */
  frozen?: boolean
  /** Writes the demo of the modules, as a first start does. */
  demo?: boolean
  /** Fills the database before the first start. */
  prepare?(engine: Engine): Promise<void>
  env?: Record<string, string>
}

export type TestApp = {
  app: App
  engine: Engine
  url(): string
  /** A client without a session. */
  anonymous(): TestClient
  /** A client that is logged in; the password is the demo's unless given. */
  as(username: string, password?: string): Promise<TestClient>
  advance(by: { days?: number; hours?: number; ms?: number }): Promise<void>
  idle(): Promise<void>
  /** Stops and starts a new application on the same database and folder; clients go on with their sessions. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export const testPassword = 'Demo-2026!'

/** The real application on a real port of 127.0.0.1. Stop it when done. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'chazhi-app-'))
  const env = {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    TEST_CLOCK: 'on',
    ...(options.database !== undefined && { DATABASE_URL: options.database }),
    ...options.env,
  }
  const config = readConfig(env)
  const modules = await loadModules(options.modules ?? [])
  const clock = createClock({ test: true, startAt: options.now ?? '2026-03-02T01:00:00.000Z', frozen: options.frozen ?? true })

  let running = await start(config, modules, clock)
  await options.prepare?.(running.app.engine)
  if (options.demo) await firstStart(running.app, { demo: 'on' })
  const url = () => `http://127.0.0.1:${running.port}`

  return {
    get app() {
      return running.app
    },
    get engine() {
      return running.app.engine
    },
    url,
    anonymous: () => createTestClient(url),
    async as(username, password = testPassword) {
      const client = createTestClient(url)
      const answer = await client.post('/api/session', { username, password })
      if (answer.status !== 200) throw new Error(`log-in of ${username}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return client
    },
    advance: ({ days = 0, hours = 0, ms = 0 }) => clock.advance((days * 24 + hours) * 3600 * 1000 + ms),
    idle: () => running.app.idle(),
    async restart() {
      await running.app.stop()
      running = await start(config, modules, clock)
    },
    async stop() {
      await running.app.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function start(config: Config, modules: readonly LoadedModule[], clock: Clock): Promise<{ app: App; port: number }> {
  const app = await createApp({ config, modules, clock })
  await app.start()
  return { app, port: await app.listen(0, '127.0.0.1') }
}

async function loadModules(wanted: readonly Module[] | 'all'): Promise<LoadedModule[]> {
  if (wanted.length === 0) return []
  const installed = await discoverModules([])
  if (wanted === 'all') return installed
  return wanted.map((module) => installed.find((loaded) => loaded.module.name === module.name) ?? { module, folder: projectRoot })
}
