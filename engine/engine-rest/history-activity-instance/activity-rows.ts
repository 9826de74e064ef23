import type { Knex } from 'knex'
import type { Db } from '../../module.ts'

/** Which instances an answer is about, where the client says so: then both halves of the union are read by their index. */
export type OnlyInstances = string[] | undefined

/**
 * Activities of all times as the table `activity`: those that have ended are history, those that run are executions with an activity.
 * `isLoop` (0 or 1) tells the body of a loop from its instances; the running ones have neither state nor end.
 */
export function activityRows(db: Db, only: OnlyInstances): Knex.QueryBuilder {
  return db.from(db.unionAll([ended(db, only), running(db, only)]).as('activity'))
}

function ended(db: Db, only: OnlyInstances): Knex.QueryBuilder {
  const query = db('activity_history as a').select(
    ...['id', 'instanceId', 'executionId', 'parentActivityId', 'nodeId', 'startedAt', 'endedAt', 'state', 'taskId', 'calledInstanceId'].map(
      (name) => `a.${name}`,
    ),
    db.raw("case when a.node_type = 'multiInstanceBody' then 1 else 0 end as is_loop"),
  )
  return only === undefined ? query : query.whereIn('a.instanceId', only)
}

function running(db: Db, only: OnlyInstances): Knex.QueryBuilder {
  const isPostgres = db.client.config.client === 'pg'
  const query = db('execution as e')
    .leftJoin('execution as p', 'p.id', 'e.parentId')
    .leftJoin('task as t', (on) => on.on('t.instanceId', 'e.instanceId').andOn('t.executionId', 'e.id'))
    .whereNotNull('e.activityId')
    .whereNotNull('e.parentId')
    .select(
      'e.activityId as id',
      'e.instanceId',
      'e.id as executionId',
      'p.activityId as parentActivityId',
      'e.nodeId',
      'e.startedAt',
      db.raw(isPostgres ? 'null::varchar as ended_at, null::varchar as state' : 'null as ended_at, null as state'),
      't.id as taskId',
      db.raw(isPostgres ? "e.data ->> 'childId' as called_instance_id" : "json_extract(e.data, '$.childId') as called_instance_id"),
      db.raw(`case when ${isPostgres ? "jsonb_exists(e.data, 'loop')" : "json_type(e.data, '$.loop') is not null"} then 1 else 0 end as is_loop`),
    )
  return only === undefined ? query : query.whereIn('e.instanceId', only)
}
