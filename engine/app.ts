import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type Koa from 'koa'
import { calendarRoutes } from './calendars/calendars.routes.ts'
import { createClock, type Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createProcessHost } from './create-process-host.ts'
import { openDatabase, type Database } from './db/database.ts'
import { migrate, type MigrationScope } from './db/migrate.ts'
import { engineMigrations } from './db/migrations/index.ts'
import { readDemoFlag } from './demo.ts'
import type { LoadedModule } from './discover.ts'
import { prepareDataDir } from './folder.ts'
import { fileRoutes } from './files/files.routes.ts'
import { healthRoutes } from './http/health.routes.ts'
import { createListener } from './http/listener.ts'
import type { Route } from './http/route.ts'
import { createHttp } from './http/server.ts'
import { testClockRoutes } from './http/test-clock.routes.ts'
import { apiTokenRoutes } from './identity/api-token.routes.ts'
import { authenticateWith } from './identity/authenticate.ts'
import { createOrganisation } from './identity/organisation.ts'
import { organisationRoutes } from './identity/organisation.routes.ts'
import { enginePermissions } from './identity/permissions.ts'
import { sessionRoutes } from './identity/session.routes.ts'
import { newId } from './ids.ts'
import { createMessages, engineSentences, permissionTitles, type Messages } from './locale.ts'
import { createLog, type Log } from './log.ts'
import type { Engine, Module } from './module.ts'
import { createPlatform, type Platform } from './platform.ts'
import { noForms, noProcesses, type ProcessHost } from './process-host.ts'
import { createReadiness } from './readiness.ts'
import { projectRoot } from './root.ts'
import { settingsRoutes } from './settings/settings.routes.ts'

export type AppOptions = { config: Config; modules: readonly LoadedModule[]; clock?: Clock; log?: Log }

/** What the process runtime is built from. */
export type AppParts = {
  config: Config
  database: Database
  clock: Clock
  log: Log
  messages: Messages
  modules: readonly Module[]
  platform: Platform
  engine: Engine
}

export type App = {
  koa: Koa
  engine: Engine
  database: Database
  dataDir: string
  platform: Platform
  messages: Messages
  modules: readonly Module[]
  routes: readonly Route[]
  /** Every row of the role matrix. */
  permissions: NonNullable<Module['permissions']>
  /** Deploys what the modules bring and begins to take jobs. */
  start(): Promise<void>
  /** @returns the port. Errors: config.port_taken. */
  listen(port: number, host: string): Promise<number>
  /** Readiness turns red; after `graceMs`, in which load balancers notice, no new connections and jobs; what is in flight ends; all closes. */
  stop(options?: { graceMs: number }): Promise<void>
  /** Resolves when no job is running or due. */
  idle(): Promise<void>
}

/** Builds every service of one node on a migrated database. Errors: config.invalid (DATA_DIR), database.unreachable, database.newer. */
export async function createApp({
  config,
  modules: loaded,
  clock = createClock({ test: config.testClock }),
  log = createLog(config.logLevel),
}: AppOptions): Promise<App> {
  prepareDataDir(config.dataDir)
  const modules = loaded.map(({ module }) => module)
  const scopes = scopesOf(modules)
  const database = await openMigrated(config.databaseUrl, scopes)
  const permissions = [...enginePermissions, ...modules.flatMap((module) => module.permissions ?? [])]
  const messages = createMessages([engineSentences(), permissionTitles(permissions), ...modules.flatMap((module) => module.locales ?? [])])
  const platform = createPlatform({ db: database.knex, clock, log, config, modules })
  const { engine, host } = assemble({ config, database, clock, log, messages, modules, platform })

  let stopping = false
  const readiness = createReadiness({ database, scopes, dataDir: config.dataDir, areJobsHealthy: () => host.isHealthy(), isStopping: () => stopping })
  const routes: Route[] = [
    ...healthRoutes({ readiness }),
    ...sessionRoutes({
      sessions: platform.sessions,
      clock,
      publicUrl: config.publicUrl,
      hasDemoData: async () => (await readDemoFlag(database.knex))?.state === 'complete',
    }),
    ...organisationRoutes({ organisation: createOrganisation({ db: database.knex, permissions }) }),
    ...apiTokenRoutes(platform),
    ...settingsRoutes(platform),
    ...calendarRoutes(platform),
    ...fileRoutes(platform),
    ...(config.testClock ? testClockRoutes({ clock }) : []),
    ...host.routes,
    ...modules.flatMap((module) => module.routes?.(engine) ?? []),
  ]
  const koa = createHttp({
    ...config,
    routes,
    authenticate: authenticateWith(platform),
    messages,
    log,
    uiFolder: join(projectRoot, '.build', 'runtime-ui'),
  })
  const listener = createListener(koa)
  clock.onMove(() => host.runDue())

  return {
    koa,
    engine,
    database,
    dataDir: config.dataDir,
    platform,
    messages,
    modules,
    routes,
    permissions,
    async start() {
      for (const { module, folder } of loaded) {
        if (module.directories?.forms !== undefined) await engine.forms.publish(join(folder, module.directories.forms))
      }
      for (const { module, folder } of loaded) {
        const { dmn, bpmn } = module.directories ?? {}
        for (const directory of [dmn, bpmn]) if (directory !== undefined) await host.deploy(join(folder, directory))
      }
      await host.start()
    },
    listen: listener.listen,
    async stop({ graceMs } = { graceMs: 0 }) {
      stopping = true
      if (graceMs > 0) await setTimeout(graceMs)
      await Promise.all([listener.close(), host.stop()])
      await host.end()
      await database.close()
    },
    idle: () => host.idle(),
  }
}

/** The engine as modules see it. Modules are given it before it is whole, and use it only when a request or a job comes. */
function assemble(parts: Omit<AppParts, 'engine'>): { engine: Engine; host: ProcessHost } {
  const { database, clock, log, modules, platform } = parts
  const { settings, calendars, units, numbers, identity, files } = platform
  const { startProcess, completeTask, figures, decisions } = noProcesses
  const engine: Engine = {
    db: database.knex,
    clock,
    newId,
    log,
    forms: noForms,
    settings,
    calendars,
    units,
    numbers,
    identity,
    files,
    startProcess,
    completeTask,
    figures,
    decisions,
  }
  const forms = modules.find((module) => module.forms !== undefined)?.forms
  if (forms !== undefined) engine.forms = forms(engine)
  const host = createProcessHost({ ...parts, engine })
  engine.startProcess = host.startProcess
  engine.completeTask = host.completeTask
  engine.figures = host.figures
  engine.decisions = host.decisions
  return { engine, host }
}

function scopesOf(modules: readonly Module[]): MigrationScope[] {
  return [{ scope: 'engine', migrations: engineMigrations }, ...modules.flatMap(({ name, migrations }) => (migrations ? [{ scope: name, migrations }] : []))]
}

async function openMigrated(url: string, scopes: readonly MigrationScope[]): Promise<Database> {
  const database = await openDatabase({ url })
  try {
    await migrate(database, scopes)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
