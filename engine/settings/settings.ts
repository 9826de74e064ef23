import type { Knex } from 'knex'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { isUniqueViolation } from '../db/transaction.ts'
import { appError } from '../errors.ts'
import { fieldErrors } from '../http/parse-request.ts'
import { schemaSentence } from '../http/schema-sentence.ts'
import type { Actor } from '../identity/actor.ts'
import type { Language, SettingSpec } from '../module.ts'
import { findCurrent, insertVersion, type SettingVersion } from './settings.store.ts'

/** Where a value comes from, and its version there; 0 for the default in code. */
export type Setting = { spec: SettingSpec; value: unknown; from: 'district' | 'base' | 'default'; version: number; at: string | null }

export type Settings = {
  /** The district's value, else the base's, else the default. Errors: setting.unknown. */
  get<T>(district: string, key: string): Promise<T>
  list(district: string): Promise<Setting[]>
  /** Keeps the old versions. `ifVersion` is the version that was shown; errors: setting.unknown, setting.invalid, request.stale. */
  put(args: { actor: Actor; key: string; value: unknown; ifVersion: number | undefined; language: Language }): Promise<Setting>
}

const cacheMs = 1_000

/** What a district may change without a programmer: values with a version, declared by the modules that read them. */
export function createSettings({ db, clock, specs }: { db: Knex; clock: Clock; specs: readonly SettingSpec[] }): Settings {
  const byKey = new Map(specs.map((spec) => [spec.key, spec]))
  const cache = new Map<string, { rows: SettingVersion[]; untilMs: number }>()

  const rowsOf = async (district: string) => {
    const cached = cache.get(district)
    if (cached !== undefined && cached.untilMs > clock.elapsedMs()) return cached.rows
    const rows = await findCurrent(db, district)
    cache.set(district, { rows, untilMs: clock.elapsedMs() + cacheMs })
    return rows
  }
  const read = async (district: string, key: string): Promise<Setting> => {
    const spec = byKey.get(key)
    if (spec === undefined) throw appError('setting.unknown', { key })
    return settingOf(spec, district, await rowsOf(district))
  }

  return {
    // The value was checked by the spec's schema when it was written; who asks for a key knows the type of its schema.
    get: async <T>(district: string, key: string) => (await read(district, key)).value as T,
    list: async (district) => {
      const rows = await rowsOf(district)
      return specs.map((spec) => settingOf(spec, district, rows))
    },
    async put({ actor, key, value, ifVersion, language }) {
      cache.delete(actor.district)
      const current = await read(actor.district, key)
      if (ifVersion !== undefined && ifVersion !== current.version) throw appError('request.stale', { key })
      const checked = z.object({ value: current.spec.schema }).safeParse({ value }, { error: schemaSentence(language) })
      if (!checked.success) throw appError('setting.invalid', { key, title: current.spec.title[language], fields: fieldErrors(checked.error) })
      const version = current.from === 'district' ? current.version + 1 : 1
      await insertVersion(db, { district: actor.district, key, version, value: checked.data.value, byUser: actor.userId, at: clock.now() }).catch(
        (error: unknown) => {
          throw isUniqueViolation(error) ? appError('request.stale', { key }, error) : error
        },
      )
      cache.clear()
      return read(actor.district, key)
    },
  }
}

function settingOf(spec: SettingSpec, district: string, rows: readonly SettingVersion[]): Setting {
  const find = (owner: string) => rows.find((row) => row.district === owner && row.key === spec.key)
  const row = find(district) ?? find('')
  if (row === undefined) return { spec, value: spec.default, from: 'default', version: 0, at: null }
  return { spec, value: row.value, from: row.district === '' ? 'base' : 'district', version: row.version, at: row.at }
}
