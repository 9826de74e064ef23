import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRest, model, type Rest } from './support.ts'

/** Tables that grow with every instance: a list of one instance must not read one from end to end. */
const growing = [
  'instance',
  'execution',
  'variable_scope',
  'task',
  'job',
  'incident',
  'activity_history',
  'task_history',
  'scope_history',
  'incident_history',
  'decision_history',
  'command',
]

describe('what is asked of one instance', () => {
  let rest: Rest
  let instanceId: string
  beforeAll(async () => {
    rest = await createRest()
    await rest.deploy({ 'plain.bpmn': model('plain') })
    instanceId = (await rest.post('/process-definition/key/plain/start', { variables: { a: { value: 1 } } })).body.id
  })
  afterAll(() => rest.app.stop())

  /** Steps of the plan of each query that a call makes, in SQLite's words: `SEARCH task USING INDEX …`, `SCAN task`. */
  async function planOf(path: string): Promise<string[]> {
    const { db } = rest.app.engine
    const asked: { sql: string; bindings: unknown[] }[] = []
    const listen = (query: { sql: string; bindings: unknown[] }) => asked.push(query)
    db.on('query', listen)
    const { status } = await rest.get(path)
    db.removeListener('query', listen)
    expect(status).toBe(200)
    const selects = asked.filter(({ sql }) => sql.startsWith('select'))
    const plans = await Promise.all(selects.map(({ sql, bindings }) => db.raw(`explain query plan ${sql}`, bindings as string[])))
    return plans.flat().map(({ detail }: { detail: string }) => detail)
  }

  it.each([
    '/task?processInstanceId=',
    '/external-task?processInstanceId=',
    '/history/process-instance?processInstanceId=',
    '/history/activity-instance?processInstanceId=',
    '/history/activity-instance?finished=true&sortBy=endTime&sortOrder=asc&processInstanceId=',
    '/history/variable-instance?processInstanceId=',
    '/variable-instance?processInstanceIdIn=',
    '/history/task?processInstanceId=',
    '/history/incident?processInstanceId=',
    '/history/decision-instance?processInstanceId=',
    '/history/detail?processInstanceId=',
  ])('is found by an index: %s', async (path) => {
    const steps = await planOf(path + instanceId)

    expect(steps.length).toBeGreaterThan(0)
    const aliases = ['a', 'e', 'p', 't', 's', 'o', 'd']
    // What was put together from two tables, each read by its index, is then read as a whole.
    const gathered = steps.flatMap((step) => /^(?:MATERIALIZE|CO-ROUTINE) (\w+)$/.exec(step)?.[1] ?? [])
    const tables = [...growing, ...aliases].filter((name) => !gathered.includes(name))
    const scans = steps.filter((step) => step.startsWith('SCAN ') && tables.includes(step.slice('SCAN '.length)))
    expect(scans).toEqual([])
  })
})
