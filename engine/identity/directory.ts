import type { Knex } from 'knex'
import type { Clock } from '../clock.ts'
import { countMembers, findGroupName, findPeople, type Group, type Person } from './directory.store.ts'

/** Who is behind the groups and ids that tasks and timelines carry. */
export type Directory = {
  /** Is there anybody active in this inbox group (`user:<id>` or `<role>@<unitId>`)? At most one second old. */
  hasMembers(group: string): Promise<boolean>
  /** What people read instead of a group: `洛社镇 · 乡镇-经办`, or a person's name. The group itself when it is unknown. */
  nameOfGroup(group: string): Promise<string>
  /** Names by user id; ids that are unknown are missing. */
  userNames(ids: readonly string[]): Promise<Map<string, string>>
  people(ids: readonly string[]): Promise<Map<string, Person>>
  forgetAll(): void
}

const cacheMs = 1_000

export function createDirectory({ db, clock }: { db: Knex; clock: Pick<Clock, 'elapsedMs'> }): Directory {
  const members = cached(clock, async (group: string) => (await countMembers(db, parseGroup(group))) > 0)
  const names = cached(clock, async (group: string) => (await findGroupName(db, parseGroup(group))) ?? group)

  const people: Directory['people'] = async (ids) => {
    const unique = [...new Set(ids)]
    return unique.length === 0 ? new Map() : new Map((await findPeople(db, unique)).map((person) => [person.id, person]))
  }

  return {
    hasMembers: members.get,
    nameOfGroup: names.get,
    people,
    userNames: async (ids) => new Map([...(await people(ids))].map(([id, { name }]) => [id, name])),
    forgetAll() {
      members.clear()
      names.clear()
    },
  }
}

/** `user:<id>` or `<role>@<unitId>`; a group without either names a role of no unit, which has no members. */
function parseGroup(group: string): Group {
  if (group.startsWith('user:')) return { userId: group.slice('user:'.length) }
  const at = group.indexOf('@')
  return at < 0 ? { role: group, unitId: '' } : { role: group.slice(0, at), unitId: group.slice(at + 1) }
}

function cached<T>(clock: Pick<Clock, 'elapsedMs'>, load: (key: string) => Promise<T>) {
  const entries = new Map<string, { value: T; untilMs: number }>()
  return {
    async get(key: string): Promise<T> {
      const entry = entries.get(key)
      if (entry !== undefined && entry.untilMs > clock.elapsedMs()) return entry.value
      const value = await load(key)
      if (entries.size > 20_000) entries.clear()
      entries.set(key, { value, untilMs: clock.elapsedMs() + cacheMs })
      return value
    },
    clear: () => entries.clear(),
  }
}
