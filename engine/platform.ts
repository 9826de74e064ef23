import type { Knex } from 'knex'
import { createCaseAccess } from './cases/case-access.ts'
import { createCalendars } from './calendars/calendars.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createFiles } from './files/files.ts'
import { createDirectory } from './identity/directory.ts'
import { createIdentityWriter } from './identity/identity-writer.ts'
import { createApiTokens } from './identity/api-tokens.ts'
import { createBasicLogin } from './identity/basic-login.ts'
import { checkLogin } from './identity/login.ts'
import { createSessions } from './identity/sessions.ts'
import { findUnit, listUnits } from './identity/units.store.ts'
import type { Log } from './log.ts'
import type { Engine, Module } from './module.ts'
import { createNumbers } from './numbers.ts'
import { createSettings } from './settings/settings.ts'

export type Platform = ReturnType<typeof createPlatform>

/** The services that stand under the process runtime. */
export function createPlatform({ db, clock, log, config, modules }: { db: Knex; clock: Clock; log: Log; config: Config; modules: readonly Module[] }) {
  const check = checkLogin({ db, clock })
  const sessions = createSessions({ db, clock, check })
  const basicLogin = createBasicLogin({ db, clock, check })
  const apiTokens = createApiTokens({ db, clock })
  const caseAccess = createCaseAccess(Object.assign({}, ...modules.map((module) => module.cases ?? {})))
  const directory = createDirectory({ db, clock })
  const forgetPeople = () => {
    sessions.forgetAll()
    basicLogin.forgetAll()
    apiTokens.forgetAll()
    directory.forgetAll()
  }
  return {
    sessions,
    basicLogin,
    apiTokens,
    caseAccess,
    directory,
    identity: createIdentityWriter({ db, clock, changed: forgetPeople }),
    settings: createSettings({ db, clock, specs: modules.flatMap((module) => module.settings ?? []) }),
    calendars: createCalendars({ db, clock, log }),
    files: createFiles({ db, clock, dataDir: config.dataDir, access: caseAccess }),
    numbers: createNumbers({ db }),
    units: unitsOf(db),
  }
}

function unitsOf(db: Knex): Engine['units'] {
  return {
    byId: (id) => findUnit(db, { id }),
    byCode: (district, code) => findUnit(db, { district, code }),
    children: (parentId) => listUnits(db, { parentId }),
    list: (district) => listUnits(db, { district }),
  }
}
