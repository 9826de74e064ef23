import { z } from 'zod'
import { countCap } from '../db/count-cap.ts'
import { appError } from '../errors.ts'

const maxLimit = 200

/** `?limit&after` of every list. A page holds at most 200, whatever was asked for; `after` is opaque: what `next` of the page before said. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(20)
    .transform((limit) => Math.min(limit, maxLimit)),
  after: z
    .string()
    .max(500)
    .optional()
    .transform((after) => (after === '' ? undefined : after)),
})

export type Page<Item> = { items: Item[]; next: string | null; total: string | number }

export { countCap }

/** Builds the answer of a list from limit + 1 rows and a count that stopped at countCap + 1. */
export function page<Row, Item>(
  rows: Row[],
  { limit, counted }: { limit: number; counted: number },
  show: (row: Row) => Item,
  cursorOf: (row: Row) => unknown[],
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last ? encodeCursor(cursorOf(last)) : null
  return { items: shown.map(show), next, total: counted > countCap ? `${countCap}+` : counted }
}

export function encodeCursor(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** @returns the values of a cursor, or undefined when it was not made by us. */
export function decodeCursor(cursor: string): unknown[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(values) ? values : undefined
  } catch {
    return undefined
  }
}

/** The `count` texts that a cursor of ours holds; undefined when there is none. Errors: request.invalid for any other. */
export function cursorTexts(cursor: string | undefined, count: number): string[] | undefined {
  if (cursor === undefined) return undefined
  const texts = (decodeCursor(cursor) ?? []).filter((value) => typeof value === 'string')
  if (texts.length !== count) throw appError('request.invalid', { reason: 'after' })
  return texts
}
