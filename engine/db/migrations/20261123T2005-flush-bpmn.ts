import type { Knex } from 'knex'

/** flush_v2: as flush_v1, with the rows of the whole of BPMN, and rows of modules found by their index. `load_v1` gives whatever columns there are and serves both. */
export const name = '20261123T2005-flush-bpmn'

export async function up(db: Knex): Promise<void> {
  if (db.client.config.client !== 'pg') return
  await db.raw(moduleRowFunction)
  await db.raw(flushFunction)
  await db.raw(flushManyFunction)
}

export async function down(db: Knex): Promise<void> {
  if (db.client.config.client !== 'pg') return
  await db.raw('drop function flush_many_v2(jsonb)')
  await db.raw('drop function flush_v2(jsonb)')
  await db.raw('drop function flush_module_row_v2(jsonb)')
}

/** As v1, but keys are compared by `=`, which finds a row by its index: `is not distinct from` reads the whole table. */
const moduleRowFunction = `
create function flush_module_row_v2(r jsonb) returns void language plpgsql as $body$
declare
  v_table text := r->>'table';
  v_columns text;
  v_set text;
  v_where text;
  v_count integer;
begin
  select string_agg(case when jsonb_typeof(value) = 'null' then format('t.%I is null', key) else format('t.%1$I = k.%1$I', key) end, ' and ')
    into v_where from jsonb_each(r->'key');
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

/** Tables that a flush replaces rows of, their key, and the columns that may change after the insert. */
const current: Record<string, { key: string; columns: string[] }> = {
  execution: { key: 'id', columns: ['parent_id', 'node_id', 'activity_id', 'started_at', 'kind', 'waits', 'data'] },
  variable_scope: { key: 'scope_id', columns: ['data'] },
  task: { key: 'id', columns: ['name', 'subject', 'business_key', 'candidates', 'due_at', 'follow_up_at', 'priority'] },
  subscription: { key: 'id', columns: ['execution_id', 'name', 'data'] },
  job: { key: 'id', columns: ['execution_id', 'due_at', 'retries', 'priority', 'data', 'suspended_at'] },
  incident: { key: 'id', columns: ['message'] },
}
const history = ['activity_history', 'task_history', 'incident_history', 'scope_history', 'decision_history']
const instanceColumns = [
  ...['business_key', 'subject', 'state', 'rev', 'phase', 'enterprise_id', 'village_id', 'township_id', 'department_id'],
  ...['ended_at', 'error_code', 'suspended_at', 'delete_reason', 'definition_id', 'head'],
]

/** The rev-guarded update and the idempotency claim come first: on a mismatch nothing has been written. */
const flushFunction = `
create function flush_v2(p jsonb) returns text language plpgsql as $body$
declare
  v_command jsonb := p->'command';
  v_put jsonb := p->'put';
  v_remove jsonb := p->'remove';
  v_insert jsonb := p->'insert';
  v_guard jsonb;
begin
  if v_command->>'idempotency_key' is not null
    and exists (select 1 from command where scope = v_command->>'scope' and idempotency_key = v_command->>'idempotency_key') then
    return 'duplicate';
  end if;
  for v_guard in select * from jsonb_array_elements(p->'guards') loop
    if jsonb_exists(v_guard, 'task') then
      perform 1 from task where id = v_guard->>'task' and assignee is not distinct from v_guard->>'assignee' for update;
    else
      perform 1 from job where id = v_guard->>'job' and fence = (v_guard->>'fence')::integer for update;
    end if;
    if not found then return 'conflict'; end if;
  end loop;
  if (p->>'isNew')::boolean then
    insert into command select * from jsonb_populate_record(null::command, v_command) on conflict (scope, idempotency_key) do nothing;
    if not found then return 'duplicate'; end if;
    insert into instance select * from jsonb_populate_record(null::instance, p->'instance');
  else
    update instance t set (${instanceColumns.join(', ')}) = (${instanceColumns.map((column) => `n.${column}`).join(', ')})
      from jsonb_populate_record(null::instance, p->'instance') n where t.id = n.id and t.rev = (p->>'expectedRev')::integer;
    if not found then return 'conflict'; end if;
    insert into command select * from jsonb_populate_record(null::command, v_command);
  end if;
  if v_remove <> '{}'::jsonb then
    ${[...Object.entries(current).map(([table, { key }]) => removal(table, key)), removal('inbox', 'task_id')].join('\n    ')}
  end if;
  if v_put <> '{}'::jsonb then
    ${Object.entries(current)
      .map(([table, { key, columns }]) => replacement(table, key, columns))
      .join('\n    ')}
    if jsonb_exists(v_put, 'inbox') then insert into inbox select * from jsonb_populate_recordset(null::inbox, v_put->'inbox') on conflict do nothing; end if;
  end if;
  if v_insert <> '{}'::jsonb then
    ${history.map((table) => `if jsonb_exists(v_insert, '${table}') then insert into ${table} select * from jsonb_populate_recordset(null::${table}, v_insert->'${table}'); end if;`).join('\n    ')}
  end if;
  perform flush_module_row_v2(r) from jsonb_array_elements(p->'rows') r;
  return 'written';
end $body$`

function removal(table: string, key: string): string {
  return `if jsonb_exists(v_remove, '${table}') then delete from ${table} where ${key} in (select jsonb_array_elements_text(v_remove->'${table}')); end if;`
}

function replacement(table: string, key: string, columns: string[]): string {
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ')
  return `if jsonb_exists(v_put, '${table}') then insert into ${table} select * from jsonb_populate_recordset(null::${table}, v_put->'${table}') on conflict (${key}) do update set ${set}; end if;`
}

/** A train: members of different instances, each decided on its own, one commit for all. */
const flushManyFunction = `
create function flush_many_v2(p jsonb) returns jsonb language sql as $body$
  select coalesce(jsonb_agg(flush_v2(item) order by position), '[]') from jsonb_array_elements(p) with ordinality as members(item, position)
$body$`
