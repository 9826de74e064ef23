import type { Knex } from 'knex'

/**
 * The hot path as functions of PostgreSQL: one round trip each. They carry their version in the name, so that nodes of
 * two releases can work on one database. SQLite has no functions: there the same is done by cached statements.
 */
export const name = '20261123T1020-flush'

export async function up(db: Knex): Promise<void> {
  if (db.client.config.client !== 'pg') return
  // Room in the page for the next version of a row that is updated by every command of its instance.
  for (const table of ['instance', 'execution', 'variable_scope']) await db.raw(`alter table ${table} set (fillfactor = 70)`)
  await db.raw(loadFunction)
  await db.raw(moduleRowFunction)
  await db.raw(flushFunction)
  await db.raw(flushManyFunction)
}

export async function down(db: Knex): Promise<void> {
  if (db.client.config.client !== 'pg') return
  await db.raw('drop function flush_many_v1(jsonb)')
  await db.raw('drop function flush_v1(jsonb)')
  await db.raw('drop function flush_module_row_v1(jsonb)')
  await db.raw('drop function load_v1(text)')
  for (const table of ['instance', 'execution', 'variable_scope']) await db.raw(`alter table ${table} reset (fillfactor)`)
}

const loadFunction = `
create function load_v1(p_id text) returns jsonb language sql stable as $body$
  select jsonb_build_object(
    'instance', to_jsonb(i),
    'execution', coalesce((select jsonb_agg(to_jsonb(e)) from execution e where e.instance_id = i.id), '[]'),
    'variable_scope', coalesce((select jsonb_agg(to_jsonb(v)) from variable_scope v where v.instance_id = i.id), '[]'),
    'task', coalesce((select jsonb_agg(to_jsonb(t)) from task t where t.instance_id = i.id), '[]'),
    'subscription', coalesce((select jsonb_agg(to_jsonb(s)) from subscription s where s.instance_id = i.id), '[]'),
    'job', coalesce((select jsonb_agg(to_jsonb(j)) from job j where j.instance_id = i.id), '[]'),
    'incident', coalesce((select jsonb_agg(to_jsonb(n)) from incident n where n.instance_id = i.id), '[]'))
  from instance i where i.id = p_id
$body$`

/** Column lists are made from the row's own keys, so that a column's default holds where a module says nothing. */
const moduleRowFunction = `
create function flush_module_row_v1(r jsonb) returns void language plpgsql as $body$
declare
  v_table text := r->>'table';
  v_columns text;
  v_set text;
  v_where text;
  v_count integer;
begin
  select string_agg(format('t.%1$I is not distinct from k.%1$I', key), ' and ') into v_where from jsonb_object_keys(r->'key') key;
  if r->>'op' = 'insert' then
    select string_agg(format('%I', key), ', ') into v_columns from jsonb_object_keys(r->'row') key;
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', v_table, v_columns) using r->'row';
  elsif r->>'op' = 'update' then
    select string_agg(format('%1$I = n.%1$I', key), ', ') into v_set from jsonb_object_keys(r->'row') key;
    execute format('update %1$I t set %2$s from jsonb_populate_record(null::%1$I, $1) n, jsonb_populate_record(null::%1$I, $2) k where %3$s', v_table, v_set, v_where) using r->'row', r->'key';
    get diagnostics v_count = row_count;
    if v_count = 0 then raise exception 'no row of % to update', v_table; end if;
  else
    execute format('delete from %1$I t using jsonb_populate_record(null::%1$I, $1) k where %2$s', v_table, v_where) using r->'key';
  end if;
end $body$`

const updatable: Record<string, string[]> = {
  execution: ['parent_id', 'node_id', 'activity_id', 'started_at', 'kind', 'waits', 'data'],
  variable_scope: ['data'],
  task: ['name', 'subject', 'business_key', 'candidates', 'due_at'],
  subscription: ['name'],
  job: ['due_at', 'retries', 'data'],
  incident: ['message'],
}

/** The rev-guarded update and the idempotency claim come first: on a mismatch nothing has been written. */
const flushFunction = `
create function flush_v1(p jsonb) returns text language plpgsql as $body$
declare
  c jsonb := p->'command';
  v_put jsonb := p->'put';
  v_remove jsonb := p->'remove';
  v_insert jsonb := p->'insert';
  g jsonb;
begin
  if c->>'idempotency_key' is not null and exists (select 1 from command where scope = c->>'scope' and idempotency_key = c->>'idempotency_key') then
    return 'duplicate';
  end if;
  for g in select * from jsonb_array_elements(p->'guards') loop
    if jsonb_exists(g, 'task') then
      perform 1 from task where id = g->>'task' and assignee is not distinct from g->>'assignee' for update;
    else
      perform 1 from job where id = g->>'job' and fence = (g->>'fence')::integer for update;
    end if;
    if not found then return 'conflict'; end if;
  end loop;
  if (p->>'isNew')::boolean then
    insert into command select * from jsonb_populate_record(null::command, c) on conflict (scope, idempotency_key) do nothing;
    if not found then return 'duplicate'; end if;
    insert into instance select * from jsonb_populate_record(null::instance, p->'instance');
  else
    update instance t set (business_key, subject, state, rev, phase, enterprise_id, village_id, township_id, department_id, ended_at, error_code, head)
      = (n.business_key, n.subject, n.state, n.rev, n.phase, n.enterprise_id, n.village_id, n.township_id, n.department_id, n.ended_at, n.error_code, n.head)
      from jsonb_populate_record(null::instance, p->'instance') n where t.id = n.id and t.rev = (p->>'expectedRev')::integer;
    if not found then return 'conflict'; end if;
    insert into command select * from jsonb_populate_record(null::command, c);
  end if;
  ${['execution', 'variable_scope', 'task', 'inbox', 'subscription', 'job', 'incident'].map(removeSql).join('\n  ')}
  ${['execution', 'variable_scope', 'task', 'subscription', 'job', 'incident'].map(putSql).join('\n  ')}
  if jsonb_exists(v_put, 'inbox') then insert into inbox select * from jsonb_populate_recordset(null::inbox, v_put->'inbox'); end if;
  ${['activity_history', 'task_history'].map((table) => `if jsonb_exists(v_insert, '${table}') then insert into ${table} select * from jsonb_populate_recordset(null::${table}, v_insert->'${table}'); end if;`).join('\n  ')}
  perform flush_module_row_v1(r) from jsonb_array_elements(p->'rows') r;
  return 'written';
end $body$`

function removeSql(table: string): string {
  const key = table === 'variable_scope' ? 'scope_id' : table === 'inbox' ? 'task_id' : 'id'
  return `if jsonb_exists(v_remove, '${table}') then delete from ${table} where ${key} in (select jsonb_array_elements_text(v_remove->'${table}')); end if;`
}

function putSql(table: string): string {
  const key = table === 'variable_scope' ? 'scope_id' : 'id'
  const set = (updatable[table] ?? []).map((column) => `${column} = excluded.${column}`).join(', ')
  return `if jsonb_exists(v_put, '${table}') then insert into ${table} select * from jsonb_populate_recordset(null::${table}, v_put->'${table}') on conflict (${key}) do update set ${set}; end if;`
}

/** A train: members of different instances, each decided on its own, one commit for all. */
const flushManyFunction = `
create function flush_many_v1(p jsonb) returns jsonb language sql as $body$
  select coalesce(jsonb_agg(flush_v1(item) order by position), '[]') from jsonb_array_elements(p) with ordinality as members(item, position)
$body$`
