import { idOfUser } from '../identity/assignees.store.ts'
import { usernamesOf } from '../identity/usernames.store.ts'
import type { Db } from '../module.ts'

/** What this surface says of whoever is stored as `stored`: the user name, or what is stored where nobody has that id. */
export type NameOf = (stored: string | null | undefined) => string | null

/** Names of all that one answer speaks of, looked up once. */
export async function namesOf(db: Db, stored: readonly (string | null | undefined)[]): Promise<NameOf> {
  const names = await usernamesOf(
    db,
    stored.flatMap((id) => id ?? []),
  )
  return (id) => (id === null || id === undefined ? null : (names.get(id) ?? id))
}

/** How somebody is stored whom a client names: by id, or by the name itself when nobody has it. */
export async function storedAs(db: Db, username: string): Promise<string> {
  return (await idOfUser(db, username)) ?? username
}

/** Candidates are inbox groups: people as `user:<id>`, roles and Camunda's plain group names as they are. */
export const personPrefix = 'user:'
