import type pg from 'pg'
import type { Database } from '../../engine/db/database.ts'

/**
 * F0, the storage floor: what "complete a user task" costs as one transaction with the least rows that could do it:
 * a version-checked update of a 2 KB instance, the task's update, a new task, two history rows and an outbox row.
 */
const tables = [
  'create table floor_instance (id text primary key, version integer not null, state text not null)',
  'create table floor_task (id text primary key, instance_id text not null, state text not null, done_at text)',
  'create table floor_history (id text primary key, instance_id text not null, node text not null, at text not null)',
  'create table floor_outbox (id text primary key, instance_id text not null, body text not null)',
]

const flushFunction = `
create function floor_complete(p_instance text, p_version integer, p_state text, p_task text, p_next text, p_at text) returns boolean language plpgsql as $body$
begin
  update floor_instance set version = version + 1, state = p_state where id = p_instance and version = p_version;
  if not found then return false; end if;
  update floor_task set state = 'done', done_at = p_at where id = p_task;
  insert into floor_task values (p_next, p_instance, 'open', null);
  insert into floor_history values (p_next || '-a', p_instance, 'Task_A', p_at), (p_next || '-b', p_instance, 'Task_B', p_at);
  insert into floor_outbox values (p_next, p_instance, 'task-completed');
  return true;
end $body$`

const state = 'x'.repeat(2000)
const at = '2026-01-01T00:00:00.000Z'

export async function createFloor(database: Database): Promise<void> {
  for (const table of tables) await database.knex.raw(table)
  if (database.kind === 'postgres') await database.knex.raw(flushFunction)
}

/** Instances that wait at their first task. */
export async function seedFloor(database: Database, round: number, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `${round}-${index}`)
  await database.knex.batchInsert(
    'floor_instance',
    ids.map((id) => ({ id, version: 0, state })),
    200,
  )
  await database.knex.batchInsert(
    'floor_task',
    ids.map((id) => ({ id, instanceId: id, state: 'open', doneAt: null })),
    200,
  )
}

export function completeOnFloor(database: Database): (round: number, index: number) => Promise<void> {
  return database.kind === 'postgres'
    ? (round, index) => database.borrow((client) => onPostgres(client, `${round}-${index}`))
    : (round, index) => database.borrow((connection) => onSqlite(connection, `${round}-${index}`))
}

async function onPostgres(client: pg.Client, id: string): Promise<void> {
  await client.query({ name: 'floor_complete', text: 'select floor_complete($1, 0, $2, $1, $3, $4)', values: [id, state, `${id}-next`, at] })
}

type Sqlite = Parameters<Parameters<Extract<Database, { kind: 'sqlite' }>['borrow']>[0]>[0]

function onSqlite(connection: Sqlite, id: string): void {
  connection.exec('begin immediate')
  connection.prepare('update floor_instance set version = version + 1, state = ? where id = ? and version = 0').run(state, id)
  connection.prepare("update floor_task set state = 'done', done_at = ? where id = ?").run(at, id)
  connection.prepare("insert into floor_task values (?, ?, 'open', null)").run(`${id}-next`, id)
  connection.prepare('insert into floor_history values (?, ?, ?, ?)').run(`${id}-a`, id, 'Task_A', at)
  connection.prepare('insert into floor_history values (?, ?, ?, ?)').run(`${id}-b`, id, 'Task_B', at)
  connection.prepare('insert into floor_outbox values (?, ?, ?)').run(`${id}-next`, id, 'task-completed')
  connection.exec('commit')
}
