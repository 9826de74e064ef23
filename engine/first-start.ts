import type { App } from './app.ts'
import type { Config } from './config.ts'
import { inTransaction, isUniqueViolation } from './db/transaction.ts'
import { readDemoFlag, writeDemoFlag } from './demo.ts'
import { appError } from './errors.ts'
import { createFirstAdmin } from './identity/first-admin.ts'
import { createIdentityWriter } from './identity/identity-writer.ts'

export type FirstStart = { kind: 'demo' } | { kind: 'admin'; password: string } | { kind: 'none' }

/**
 * What an empty database gets: demo data (embedded database, or DEMO=on) or one administrator, whose initial password is shown once.
 * A database with any district is left alone. Errors: demo.incomplete when an earlier start was ended while it wrote the demo.
 */
export async function firstStart(app: App, config: Pick<Config, 'demo'>, seeding: () => void = () => undefined): Promise<FirstStart> {
  const db = app.database.knex
  if ((await readDemoFlag(db))?.state === 'writing') throw appError('demo.incomplete', { dataDir: app.dataDir })
  const district: unknown = await db('district').first('code')
  if (district !== undefined) return { kind: 'none' }
  if (!wantsDemo(app, config)) return createAdmin(app)
  seeding()
  await seedDemo(app)
  return { kind: 'demo' }
}

function wantsDemo({ modules, database }: App, { demo }: Pick<Config, 'demo'>): boolean {
  return modules.some((module) => module.seed !== undefined) && (demo === 'on' || (demo === 'auto' && database.kind === 'sqlite'))
}

async function seedDemo({ modules, database, engine, platform }: App): Promise<void> {
  const { now } = engine.clock
  await writeDemoFlag(database.knex, { state: 'writing' }, now())
  for (const { seed } of modules) await seed?.(engine)
  await writeDemoFlag(database.knex, { state: 'complete', password: platform.identity.demoPassword() ?? '' }, now())
}

/** Two nodes may start at once on one empty database: one of them creates the administrator and prints the password. */
async function createAdmin({ database, engine, permissions }: App): Promise<FirstStart> {
  try {
    const keys = permissions.map(({ key }) => key)
    const password = await inTransaction(database.knex, (trx) =>
      createFirstAdmin(createIdentityWriter({ db: trx, clock: engine.clock, changed: () => undefined }), keys),
    )
    return { kind: 'admin', password }
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'none' }
    throw error
  }
}
