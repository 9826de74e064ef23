import type { Database } from '../../engine/db/database.ts'
import { newId } from '../../engine/ids.ts'
import type { Columns, Flush } from '../../engine/runtime/storage.ts'
import { completeOnFloor, createFloor, seedFloor } from './floor.ts'
import { createProduct } from './product.ts'

/** One line of the table. `steps` is how many durable steps one operation has, so that ratios compare like with like. */
export type Case = { name: string; steps: number; prepare(round: number, count: number): Promise<(index: number) => Promise<void>> }

/** The floor first: everything else is shown as a share of it. */
export async function casesOf(database: Database): Promise<Case[]> {
  await createFloor(database)
  const floor = completeOnFloor(database)
  const cached = await createProduct(database, { cache: true, train: true })
  const loaded = await createProduct(database, { cache: false, train: false })
  return [
    {
      name: 'F0: floor, six rows in one round trip',
      steps: 1,
      async prepare(round, count) {
        await seedFloor(database, round, count)
        return (index) => floor(round, index)
      },
    },
    {
      name: 'F1: our load and write set by hand, no interpreter',
      steps: 1,
      async prepare(_, count) {
        const ids = await startMany(loaded, count)
        await loaded.complete(ids[0] ?? '')
        const template = loaded.lastFlush()
        return async (index) => {
          const id = ids[index] ?? ''
          const state = index === 0 ? undefined : await loaded.storage.load(id)
          if (state && template) await loaded.storage.flushMany([retarget(template, id, state)])
        }
      },
    },
    {
      name: 'complete a user task, loaded each time, alone',
      steps: 1,
      async prepare(_, count) {
        const ids = await startMany(loaded, count)
        return (index) => loaded.complete(ids[index] ?? '')
      },
    },
    {
      name: 'complete a user task, as shipped (cache, trains)',
      steps: 1,
      async prepare(_, count) {
        const ids = await startMany(cached, count)
        return (index) => cached.complete(ids[index] ?? '')
      },
    },
    {
      name: 'start + 3 user tasks, as shipped (instances/s)',
      steps: 4,
      async prepare() {
        return async () => {
          const id = await cached.start()
          for (let task = 0; task < 3; task++) await cached.complete(id)
        }
      },
    },
  ]
}

async function startMany(product: Awaited<ReturnType<typeof createProduct>>, count: number): Promise<string[]> {
  const ids: string[] = []
  let left = count
  const starter = async () => {
    while (left-- > 0) ids.push(await product.start())
  }
  await Promise.all(Array.from({ length: 32 }, starter))
  return ids
}

type Loaded = NonNullable<Awaited<ReturnType<Awaited<ReturnType<typeof createProduct>>['storage']['load']>>>

/** The same write set for another instance: every id that must be new or must exist is replaced. */
function retarget(template: Flush, instanceId: string, { executions, tasks }: Loaded): Flush {
  const done = Object.keys(tasks)
  const token = Object.values(executions).find((row) => row.parentId !== null)
  const taskId = newId()
  const own = (rows: Columns[] = [], ids: () => Columns = () => ({})) => rows.map((row) => ({ ...row, instance_id: instanceId, ...ids() }))
  const { put, insert } = template
  return {
    ...template,
    command: { ...template.command, instance_id: instanceId, id: newId(), idempotency_key: newId() },
    instance: { ...template.instance, id: instanceId },
    put: {
      execution: own(put['execution'], () => ({ id: token?.id, parent_id: instanceId })),
      variable_scope: own(put['variable_scope'], () => ({ scope_id: instanceId })),
      task: own(put['task'], () => ({ id: taskId, execution_id: token?.id })),
      inbox: (put['inbox'] ?? []).map((row) => ({ ...row, task_id: taskId })),
    },
    remove: { task: done, inbox: done },
    insert: {
      activity_history: own(insert['activity_history'], () => ({ id: newId() })),
      task_history: own(insert['task_history'], () => ({ id: newId() })),
    },
  }
}
