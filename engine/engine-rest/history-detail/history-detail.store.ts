import type { Knex } from 'knex'
import { fromJson } from '../../db/json.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { after, among, applyFilters, before, equals, when, type FilterRules } from '../apply-filters.ts'
import { ofTenants } from '../definition-tenant.ts'
import { countOf, paged, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { isPostgres } from '../variable-rows.ts'
import { historyDetailSorting, type HistoryDetailFilters } from './history-detail.filters.ts'

export type HistoryDetailFacts = {
  id: string
  instanceId: string
  scopeId: string
  name: string
  value: unknown
  actor: string | null
  at: string
  definitionId: string
  definitionKey: string
  rootId: string
  tenant: string
}

const rules: FilterRules<HistoryDetailFilters> = {
  processInstanceId: equals('d.instanceId'),
  processInstanceIdIn: among('d.instanceId'),
  executionId: equals('d.scopeId'),
  variableNameIn: among('d.name'),
  occurredBefore: before('d.at'),
  occurredAfter: after('d.at'),
  formFields: when((query) => query.whereRaw('1 = 0')),
  tenantIdIn: ofTenants,
}

export type Of = { scope: Scope; actor: Actor }

/** What each command did to variables, one change a row, from the record that is written with every step. */
function changes(db: Db): Knex.QueryBuilder {
  const of = (name: string) => (isPostgres(db) ? `v.value ->> '${name}'` : `json_extract(v.value, '$.${name}')`)
  const apart = isPostgres(db)
    ? 'command cross join lateral jsonb_array_elements(command.changes) with ordinality as v(value, key)'
    : 'command join json_each(command.changes) as v'
  const id = "command.id || ':' || cast(v.key as varchar)"
  return db(db.raw(apart)).select(
    'command.instanceId',
    'command.actor',
    'command.at',
    db.raw(`${id} as id, ${of('scopeId')} as scope_id, ${of('name')} as name, v.value as change`),
  )
}

function visible(db: Db, processInstanceId: string | undefined, { scope, actor }: Of): Knex.QueryBuilder {
  const rows = changes(db)
  if (processInstanceId !== undefined) rows.where('command.instanceId', processInstanceId)
  const query = db.from(rows.as('d')).join('instance', 'instance.id', 'd.instanceId').join('definition', 'definition.id', 'instance.definitionId')
  return scope.restrict(actor, query)
}

const columns = [
  ...['id', 'instanceId', 'scopeId', 'name', 'change', 'actor', 'at'].map((name) => `d.${name}`),
  ...['definitionId', 'definitionKey', 'rootId'].map((name) => `instance.${name}`),
  'definition.tenant',
]

export async function listHistoryDetails(db: Db, request: ListRequest<HistoryDetailFilters>, of: Of): Promise<HistoryDetailFacts[]> {
  const query = applyFilters(visible(db, request.given.processInstanceId, of), request.given, rules)
  const rows: (HistoryDetailFacts & { change: unknown })[] = await paged(query, request, historyDetailSorting, 'd.id').select(columns)
  return rows.map(({ change, ...row }) => ({ ...row, value: fromJson<{ value: unknown }>(change).value }))
}

export function countHistoryDetails(db: Db, { given }: ListRequest<HistoryDetailFilters>, of: Of): Promise<{ count: number }> {
  return countOf(applyFilters(visible(db, given.processInstanceId, of), given, rules), 'd.id')
}
