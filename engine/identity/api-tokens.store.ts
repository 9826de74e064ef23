import type { Db } from '../module.ts'
import { ApiTokenRow } from './identity.model.ts'

export type ApiToken = Pick<ApiTokenRow, 'id' | 'tokenHash' | 'userId' | 'name' | 'createdBy' | 'createdAt' | 'expiresAt'>

export async function insertToken(db: Db, token: ApiToken): Promise<void> {
  await ApiTokenRow.query(db).insert(token)
}

export async function findToken(db: Db, tokenHash: string): Promise<ApiToken | undefined> {
  return ApiTokenRow.query(db).findOne({ tokenHash })
}

/** Tokens of the people of a district, newest first. */
export async function listTokens(db: Db, district: string): Promise<(ApiToken & { username: string })[]> {
  return ApiTokenRow.query(db)
    .alias('t')
    .castTo<(ApiToken & { username: string })[]>()
    .join('appUser', 'appUser.id', 't.userId')
    .where('appUser.district', district)
    .orderBy([
      { column: 't.createdAt', order: 'desc' },
      { column: 't.id', order: 'desc' },
    ])
    .limit(500)
    .select('t.*', 'appUser.username')
}

export async function deleteToken(db: Db, id: string): Promise<void> {
  await ApiTokenRow.query(db).deleteById(id)
}
