import type { Knex } from 'knex'
import { invalidRequest } from './errors.ts'
import { parseValue, type Kind, type ValueOf } from './query-values.ts'

/** Filters by name; the same names are query parameters of GET and fields of the body of POST. */
export type Filters = Record<string, Kind>
export type Given<F extends Filters> = { [Name in keyof F]?: ValueOf<F[Name]> }

/** `firstResult` and `maxResults` count rows. */
export type Paging = { firstResult: number; maxResults: number }
export type Sorting = { by: string; order: 'asc' | 'desc' }
export type ListRequest<F extends Filters> = { given: Given<F>; sorting: Sorting[]; paging: Paging }

/** No list gives more, however much there is: a client that needs all asks page by page. */
const most = 50_000

/**
 * Reads filters, sorting and paging. What it does not know is ignored, as Camunda does.
 * @throws InvalidRequestException for values that do not fit
 */
export function readList<F extends Filters>(
  filters: F,
  sortable: readonly string[],
  source: Record<string, unknown>,
  paging: Record<string, unknown> = source,
): ListRequest<F> {
  return { given: readFilters(filters, source), sorting: readSorting(sortable, source), paging: readPaging(paging) }
}

export function readFilters<F extends Filters>(filters: F, source: Record<string, unknown>): Given<F> {
  const entries = Object.entries(filters).flatMap(([name, kind]) => {
    const value = single(source[name], kind)
    return value === undefined || value === null ? [] : [[name, parseValue(kind, name, value)] as const]
  })
  // The entries are those of the filters, each parsed by its own kind; Object.fromEntries forgets which is which.
  return Object.fromEntries(entries) as Given<F>
}

const lists = new Set<Kind>(['conditions', 'queries', 'dates'])

/** A parameter that is sent twice means its first value, or, where a list is meant, all of them. */
function single(value: unknown, kind: Kind): unknown {
  if (!Array.isArray(value) || lists.has(kind)) return value
  return kind === 'texts' ? value : value[0]
}

function readSorting(sortable: readonly string[], source: Record<string, unknown>): Sorting[] {
  const { sortBy, sortOrder, sorting } = source
  if ((sortBy === undefined) !== (sortOrder === undefined)) throw invalidRequest('Only a single sorting parameter specified. sortBy and sortOrder required')
  const one = sortBy === undefined ? [] : [sortingOf(sortable, sortBy, sortOrder)]
  const several: unknown[] = Array.isArray(sorting) ? sorting : []
  return [...one, ...several.map((each) => sortingOf(sortable, Reflect.get(Object(each), 'sortBy'), Reflect.get(Object(each), 'sortOrder')))]
}

function sortingOf(sortable: readonly string[], by: unknown, order: unknown): Sorting {
  if (typeof by !== 'string' || !sortable.includes(by)) throw invalidRequest(`sortBy parameter has invalid value: ${String(by)}`)
  if (order !== 'asc' && order !== 'desc') throw invalidRequest(`sortOrder parameter has invalid value: ${String(order)}`)
  return { by, order }
}

export function readPaging({ firstResult, maxResults }: Record<string, unknown>): Paging {
  const first = firstResult === undefined ? 0 : parseValue('whole', 'firstResult', firstResult)
  const max = maxResults === undefined ? most : parseValue('whole', 'maxResults', maxResults)
  if (first < 0 || max < 0) throw invalidRequest(`Paging must not be negative: firstResult ${first}, maxResults ${max}`)
  return { firstResult: first, maxResults: Math.min(max, most) }
}

/** Sorts by columns, with the id last so that pages never overlap, and cuts the page out. */
export function paged(
  query: Knex.QueryBuilder,
  { sorting, paging }: Pick<ListRequest<Filters>, 'sorting' | 'paging'>,
  columns: Record<string, string>,
  id: string,
): Knex.QueryBuilder {
  for (const { by, order } of sorting) {
    const column = columns[by]
    if (column !== undefined) query.orderBy(column, order)
  }
  return query.orderBy(id).offset(paging.firstResult).limit(paging.maxResults)
}

export async function countOf(query: Knex.QueryBuilder, id: string): Promise<{ count: number }> {
  const row: { count: number | string } | undefined = await query.countDistinct({ count: id }).first()
  return { count: Number(row?.count ?? 0) }
}
