import type { ProcessGraph } from '../bpmn/graph.ts'
import { subscribeStarts } from '../messages/start-subscriptions.ts'
import type { Db } from '../module.ts'
import type { DefinitionRow } from './definitions.store.ts'
import { armTimerStarts } from './timer-starts.ts'

/** Whatever starts a process by itself starts its newest version only: timers, messages, signals, conditions. */
export async function armStarts(db: Db, start: { graph: ProcessGraph; row: DefinitionRow; now: string; newId(): string }): Promise<void> {
  await armTimerStarts(db, start)
  await subscribeStarts(db, { graph: start.graph, definition: start.row, now: start.now, newId: start.newId })
}
