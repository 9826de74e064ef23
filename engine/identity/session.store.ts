import type { Db } from '../module.ts'
import { LoginRow, SessionRow, UserRow } from './identity.model.ts'

export async function insertSession(db: Db, session: { idHash: string; userId: string; createdAt: string; seenAt: string; expiresAt: string }): Promise<void> {
  await SessionRow.query(db).insert(session)
}

export async function findSession(db: Db, idHash: string): Promise<SessionRow | undefined> {
  return SessionRow.query(db).findById(idHash)
}

export async function touchSession(db: Db, idHash: string, seenAt: string): Promise<void> {
  await SessionRow.query(db).where({ idHash }).where('seenAt', '<', seenAt).patch({ seenAt })
}

export async function deleteSession(db: Db, idHash: string): Promise<void> {
  await SessionRow.query(db).deleteById(idHash)
}

/** Removes sessions of a user that can no longer be used. */
export async function deleteEndedSessions(db: Db, userId: string, { now, idleSince }: { now: string; idleSince: string }): Promise<void> {
  await SessionRow.query(db)
    .where({ userId })
    .where((query) => query.where('expiresAt', '<=', now).orWhere('seenAt', '<=', idleSince))
    .delete()
}

/** A user by name, to check a password against. Disabled ones are found too: they get the same work and the same answer. */
export async function findCredentials(db: Db, username: string): Promise<{ id: string; passwordHash: string } | undefined> {
  return UserRow.query(db).findOne({ username }).select('id', 'passwordHash')
}

export async function insertLogin(
  db: Db,
  login: { id: string; username: string; result: 'ok' | 'failed' | 'locked'; address: string; at: string },
): Promise<void> {
  await LoginRow.query(db).insert(login)
}

/** The latest log-ins of a name that were decided by the password, newest first. */
export async function latestLogins(db: Db, username: string, since: string, limit: number): Promise<{ result: string; at: string }[]> {
  return LoginRow.query(db)
    .where({ username })
    .where('at', '>', since)
    .whereNot('result', 'locked')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .select('result', 'at')
}
