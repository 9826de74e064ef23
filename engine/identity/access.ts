import type { Knex } from 'knex'
import type { Actor, Level } from './actor.ts'

/**
 * The one place that decides access. Module right (matrix) says whether a kind of thing may be seen or changed at all;
 * data scope says which rows. Lists, counts, exports, files, tasks, events and single objects all ask here.
 */
export function can(actor: Actor, module: string, level: Level): boolean {
  const held = actor.rights[module]
  return held === 'operate' || held === level
}

/** Columns by which a row belongs to somebody. A row that belongs to nobody in a dimension holds null there. */
export type ScopeColumns = { district: string; enterpriseId: string | null; villageId: string | null; townshipId: string | null; departmentId: string | null }

const scopeColumn = { area: 'townshipId', village: 'villageId', department: 'departmentId', self: 'enterpriseId' } as const

/** May this actor see this row? The single-object form of scopeFilter: both read the same table. */
export function inScope(actor: Actor, row: ScopeColumns): boolean {
  if (row.district !== actor.district) return false
  return actor.scope === 'all' || row[scopeColumn[actor.scope]] === actor.unitId
}

/** Restricts a query to what the actor may see. `columns` maps scope names to the query's columns. */
export function scopeFilter(actor: Actor, columns: Record<keyof ScopeColumns, string>) {
  return (query: Knex.QueryBuilder): void => {
    query.where(columns.district, actor.district)
    if (actor.scope !== 'all') query.where(columns[scopeColumn[actor.scope]], actor.unitId)
  }
}
