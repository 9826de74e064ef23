import type { MultiInstance, Node } from '../../bpmn/graph.ts'
import { evaluate } from '../evaluate.ts'
import type { Run } from '../run.ts'
import { loopFailure } from './loop-failure.ts'

const limit = 10_000

/**
 * How many instances there will be, and the item of each, looked at once when the activity begins (BPMN 2.0, 10.3.8).
 * @throws TokenFailure before anything is created: no number, negative, no list, or more than 10,000
 */
export function instancesOf(run: Run, executionId: string, node: Node, loop: MultiInstance): { count: number; items: unknown[] | null } {
  const items = loop.collection ? listOf(node, evaluate(run, executionId, loop.collection)) : null
  const count = loop.cardinality ? numberOf(node, evaluate(run, executionId, loop.cardinality)) : (items?.length ?? 0)
  if (count > limit) throw loopFailure(node, `${count} instances are more than ${limit}`)
  return { count, items: loop.elementVariable === null ? null : items }
}

function listOf(node: Node, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw loopFailure(node, `the collection of its instances is no list: ${shown(value)}`)
  return value
}

function numberOf(node: Node, value: unknown): number {
  const count = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value
  if (typeof count !== 'number' || !Number.isInteger(count)) throw loopFailure(node, `the number of its instances is no whole number: ${shown(value)}`)
  if (count < 0) throw loopFailure(node, `the number of its instances is negative: ${count}`)
  return count
}

const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 100)
