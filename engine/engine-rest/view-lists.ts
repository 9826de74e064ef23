import type { Paging, Sorting } from './lists.ts'

/** Sorts what was read as a whole; null comes first. What is alike keeps its order. */
export function sortedBy<View>(views: View[], sorting: readonly Sorting[], by: Record<string, (view: View) => string | number | null>): View[] {
  const keys = sorting.flatMap(({ by: name, order }) => {
    const key = by[name]
    return key === undefined ? [] : [{ key, sign: order === 'asc' ? 1 : -1 }]
  })
  return views.toSorted((left, right) => {
    for (const { key, sign } of keys) {
      const order = compare(key(left), key(right)) * sign
      if (order !== 0) return order
    }
    return 0
  })
}

function compare(left: string | number | null, right: string | number | null): number {
  if (left === right) return 0
  if (left === null || right === null) return left === null ? -1 : 1
  return left < right ? -1 : 1
}

export const pageOf = <View>(views: View[], { firstResult, maxResults }: Paging): View[] => views.slice(firstResult, firstResult + maxResults)
