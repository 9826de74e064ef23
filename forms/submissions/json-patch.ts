import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../component.ts'

/** RFC 6902, the three operations a difference needs. */
export type Operation = { op: 'add' | 'replace'; path: string; value: unknown } | { op: 'remove'; path: string }

/**
 * What turns `before` into `after`. Objects are compared key by key; a list that differs is replaced as a whole, because a row
 * that moved would otherwise read as a change of every row.
 */
export function differenceOf(before: unknown, after: unknown, path = ''): Operation[] {
  if (isDeepStrictEqual(before, after)) return []
  if (!isRecord(before) || !isRecord(after)) return [{ op: 'replace', path, value: after }]
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  const removals = removed.map((key): Operation => ({ op: 'remove', path: `${path}/${escape(key)}` }))
  const changes = Object.entries(after).flatMap(([key, value]): Operation[] => {
    const at = `${path}/${escape(key)}`
    return Object.hasOwn(before, key) ? differenceOf(before[key], value, at) : [{ op: 'add', path: at, value }]
  })
  return [...removals, ...changes]
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
