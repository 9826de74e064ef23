import type { Knex } from 'knex'
import { expect } from 'vitest'
import { verifyChains } from '../../../engine/audit/verify.ts'
import type { TestClient } from '../../support/test-client.ts'

/** What is true of every database, whatever was killed when. */
export async function expectWhole(db: Knex): Promise<void> {
  expect((await verifyChains(db)).fault).toBeUndefined()
  expect(await orphans(db), 'rows of instances that have ended').toEqual([])
  const withoutToken = await db('instance')
    .where({ state: 'active' })
    .whereNotExists(db('execution').whereRaw('execution.instance_id = instance.id').whereNotNull('execution.parentId'))
    .select('id')
  expect(withoutToken, 'active instances without a token').toEqual([])
  const withoutInbox = await db('task').whereNotExists(db('inbox').whereRaw('inbox.task_id = task.id')).select('id')
  expect(withoutInbox, 'tasks in no inbox').toEqual([])
  const withoutTask = await db('inbox').whereNotExists(db('task').whereRaw('task.id = inbox.task_id')).select('taskId')
  expect(withoutTask, 'inbox rows without a task').toEqual([])
  const commands: { count: number | string; commands: number | string }[] = await db('command')
    .whereNotNull('instanceId')
    .count({ count: '*' })
    .countDistinct({ commands: db.raw("instance_id || ' ' || rev") })
  expect(Number(commands[0]?.count), 'two commands with one rev').toBe(Number(commands[0]?.commands))
}

async function orphans(db: Knex): Promise<string[]> {
  const found: string[] = []
  for (const table of ['execution', 'task', 'job', 'subscription', 'incident', 'variable_scope']) {
    const query = db(table).whereIn('instanceId', db('instance').select('id').whereNot({ state: 'active' }))
    // The instance's own variables stay, as they were last.
    if (table === 'variable_scope') query.whereRaw('?? <> ??', ['scopeId', 'instanceId'])
    if ((await query.limit(1)).length > 0) found.push(table)
  }
  return found
}

/** The figures of the district say what the lists say, for every township. */
export async function expectFiguresEqualLists(office: TestClient, period: string): Promise<void> {
  const { body } = await office.get(`/api/statistics/hazards-by-area?period=${period}`)
  expect(body.rows.length).toBeGreaterThan(0)
  for (const row of body.rows) {
    const total = async (query = '') => (await office.get(`/api/hazards?area=${row.id}&reportedFrom=${body.from}&reportedTo=${body.to}${query}`)).body.total
    expect({ name: row.name, found: row.found, rectified: row.rectified }).toEqual({
      name: row.name,
      found: await total(),
      rectified: await total('&status=rectified,closed,archived'),
    })
  }
}
