import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from './db/database.ts'
import { isUpToDate, type MigrationScope } from './db/migrate.ts'
import type { Readiness } from './http/health.routes.ts'
import { newId } from './ids.ts'

type Deps = { database: Database; scopes: readonly MigrationScope[]; dataDir: string; areJobsHealthy(): boolean; isStopping(): boolean }

/** Asks everything that a request may need. Red as soon as the node stops, so that a load balancer sends nobody here. */
export function createReadiness({ database, scopes, dataDir, areJobsHealthy, isStopping }: Deps): () => Promise<Readiness> {
  return async () => {
    const [reachable, migrated, writable] = await Promise.all([
      holds(() => database.knex.raw('select 1')),
      holds(() => isUpToDate(database, scopes)),
      holds(() => writeProbe(dataDir)),
    ])
    const checks = { database: reachable, migrations: migrated, disk: writable, jobs: areJobsHealthy() }
    return { ready: !isStopping() && Object.values(checks).every(Boolean), checks }
  }
}

async function holds(check: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    return (await check()) !== false
  } catch {
    // The answer is the news: not ready. Why is in the log of whoever needs the part.
    return false
  }
}

async function writeProbe(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const probe = join(dataDir, `.probe-${newId()}`)
  await writeFile(probe, 'x')
  await rm(probe)
}
