import { z } from 'zod'
import { countCap } from '../db/count-cap.ts'
import { appError } from '../errors.ts'

const maxLimit = 200
const limit = z.coerce
  .number()
  .int()
  .min(1)
  .transform((asked) => Math.min(asked, maxLimit))
const after = z
  .string()
  .max(500)
  .optional()
  .transform((cursor) => (cursor === '' ? undefined : cursor))

/** `?limit&after` of every list. A page holds at most 200, whatever was asked for; `after` is opaque: what `next` of the page before said. */
export const pageQuery = z.object({ limit: limit.default(20), after })

/** `?limit&after` of a short list, which is shown whole unless a page of it is asked for. */
export const shortListQuery = z.object({ limit: limit.optional(), after })

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

/** The answer of a short list. Errors: request.invalid for a cursor that names none of its items. */
export function shortPage<Item>(items: Item[], { limit, after }: z.output<typeof shortListQuery>, keyOf: (item: Item) => string): Page<Item> {
  const last = cursorTexts(after, 1)?.[0]
  const start = last === undefined ? 0 : items.findIndex((item) => keyOf(item) === last) + 1
  if (last !== undefined && start === 0) throw appError('request.invalid', { reason: 'after' })
  const size = limit ?? items.length
  return page(
    items.slice(start, start + size + 1),
    { limit: size, counted: items.length },
    (item) => item,
    (item) => [keyOf(item)],
  )
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
