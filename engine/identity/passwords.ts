import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's lower memory setting: 19 MiB, two passes. About 70 ms on a small server. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost)
}

let noOnesHash: Promise<string> | undefined

/** False also for a user that does not exist (`hash` undefined), after the same work: the time must not tell who exists. */
export async function verifyPassword(hashed: string | undefined, password: string): Promise<boolean> {
  noOnesHash ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(hashed ?? (await noOnesHash), password.normalize('NFC'))
  return matches && hashed !== undefined
}
