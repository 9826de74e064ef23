import type { App } from './app.ts'
import type { Config } from './config.ts'
import { inTransaction, isUniqueViolation } from './db/transaction.ts'
import { writeDemoFlag } from './demo.ts'
import { createFirstAdmin } from './identity/first-admin.ts'
import { createIdentityWriter } from './identity/identity-writer.ts'

export type FirstStart = { kind: 'demo' } | { kind: 'admin'; password: string } | { kind: 'none' }

/**
 * What an empty database gets: demo data (embedded database, or DEMO=on) or one administrator with a one-time password.
 * A database with any district is left alone.
 */
export async function firstStart(app: App, config: Pick<Config, 'demo'>, seeding: () => void = () => undefined): Promise<FirstStart> {
  const district: unknown = await app.database.knex('district').first('code')
  if (district !== undefined) return { kind: 'none' }
  const seeds = app.modules.flatMap((module) => module.seed ?? [])
  const wantsDemo = config.demo === 'on' || (config.demo === 'auto' && app.database.kind === 'sqlite')
  if (!wantsDemo || seeds.length === 0) return createAdmin(app)
  seeding()
  for (const seed of seeds) await seed(app.engine)
  await writeDemoFlag(app.database.knex, { password: app.platform.identity.demoPassword() ?? '', now: app.engine.clock.now() })
  return { kind: 'demo' }
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
