import type { Knex } from 'knex'
import type { Db } from '../module.ts'

/** `now`: of scopes that are open. `ever`: also of scopes that have ended, and of instances that have. */
export type When = 'now' | 'ever'
export type OnlyScopes = { instanceIds: string[] | undefined }

/**
 * Variables one a row as the table `variable`: the JSON document of each scope taken apart. A variable belongs to the activity whose scope
 * it is in, and those of the instance itself to the instance; that and its name are its id, the same before and after the scope has ended.
 */
export function variableRows(db: Db, when: When, { instanceIds }: OnlyScopes): Knex.QueryBuilder {
  const halves = when === 'now' ? [open(db, instanceIds, true)] : [open(db, instanceIds, false), closed(db, instanceIds)]
  return db.from(db.unionAll(halves).as('variable'))
}

function open(db: Db, instanceIds: string[] | undefined, mustRun: boolean): Knex.QueryBuilder {
  const query = db(apart(db, 'variable_scope', 's'))
    .leftJoin('execution as e', 'e.id', 's.scopeId')
    .leftJoin('task as t', (on) => on.on('t.instanceId', 's.instanceId').andOn('t.executionId', 's.scopeId'))
    .select(
      's.instanceId',
      's.scopeId as executionId',
      db.raw('case when s.scope_id = s.instance_id then s.instance_id else coalesce(e.activity_id, s.scope_id) end as activity_id'),
      't.id as taskId',
      ...parts(db),
    )
  if (mustRun) query.whereNotNull('e.id')
  return instanceIds === undefined ? query : query.whereIn('s.instanceId', instanceIds)
}

function closed(db: Db, instanceIds: string[] | undefined): Knex.QueryBuilder {
  const query = db(apart(db, 'scope_history', 's')).select(
    's.instanceId',
    's.executionId',
    db.raw('coalesce(s.activity_id, s.id) as activity_id'),
    db.raw(isPostgres(db) ? 'null::varchar as task_id' : 'null as task_id'),
    ...parts(db),
  )
  return instanceIds === undefined ? query : query.whereIn('s.instanceId', instanceIds)
}

/** Each variable of each scope, as `v`. */
function apart(db: Db, table: string, alias: string): Knex.Raw {
  return isPostgres(db)
    ? db.raw(`${table} as ${alias} cross join lateral jsonb_each(${alias}.data) as v(key, value)`)
    : db.raw(`${table} as ${alias} join json_each(${alias}.data) as v`)
}

function parts(db: Db): Knex.Raw[] {
  const of = (name: string) => (isPostgres(db) ? `v.value ->> '${name}'` : `json_extract(v.value, '$.${name}')`)
  return [db.raw('v.key as name'), db.raw(`${of('type')} as type`), db.raw('v.value as typed'), db.raw(`${of('value')} as plain`)]
}

export const isPostgres = (db: Db) => db.client.config.client === 'pg'

/** The id of a variable, in a query and as it is shown. */
export const variableId = "variable.activity_id || ':' || variable.name"
