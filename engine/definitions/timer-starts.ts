import type { Node, ProcessGraph } from '../bpmn/graph.ts'
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
  await db('job').whereIn('kind', ['start', 'start-part']).whereIn('definitionId', earlier).delete()
  for (const node of Object.values(graph.nodes)) {
    if (node.type === 'startEvent' && node.scope === graph.key) await armTimers(db, node, { row, now, newId })
  }
}

/** Each timer of the event remembers which of its definitions it is. */
async function armTimers(db: Db, node: Node, { row, now, newId }: { row: DefinitionRow; now: string; newId(): string }): Promise<void> {
  for (const [index, timer] of node.events.entries()) {
    if (timer.kind !== 'timer') continue
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
      data: toJson({ ...data, index }),
      createdAt: now,
      fence: 0,
    })
  }
}
