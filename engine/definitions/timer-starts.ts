import type { ProcessGraph } from '../bpmn/graph.ts'
import { firstDue } from '../execution/timer.ts'
import { toJson } from '../db/json.ts'
import type { Db } from '../module.ts'
import type { DefinitionRow } from './definitions.store.ts'

/** Timer start events fire for the newest version only: a new one takes over the jobs of the one before. */
export async function armTimerStarts(
  db: Db,
  { graph, row, now, newId }: { graph: ProcessGraph; row: DefinitionRow; now: string; newId(): string },
): Promise<void> {
  const earlier = db('definition').select('id').where({ key: row.key, tenant: row.tenant }).whereNot({ id: row.id })
  await db('job').where({ kind: 'start' }).whereIn('definitionId', earlier).delete()
  for (const node of Object.values(graph.nodes)) {
    const timer = node.events.find((event) => event.kind === 'timer')
    if (node.type !== 'startEvent' || node.scope !== graph.key || timer?.kind !== 'timer') continue
    const { dueAt, data } = firstDue(
      timer,
      timer.value.evaluate(() => undefined),
      now,
    )
    await db('job').insert({
      id: newId(),
      instanceId: null,
      executionId: null,
      definitionId: row.id,
      nodeId: node.id,
      kind: 'start',
      dueAt,
      retries: 3,
      tenant: row.tenant,
      data: toJson(data),
      createdAt: now,
      fence: 0,
    })
  }
}
