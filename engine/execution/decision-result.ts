import type { DecisionSettings } from '../bpmn/graph.ts'
import { TokenFailure } from './environment.ts'

type Rows = Record<string, unknown>[]

/**
 * What camunda:mapDecisionResult makes of the rules that matched, as in Camunda 7: the one entry, the one rule's outputs by name, the
 * entries of the one output, or everything. Where the result does not have that shape the token stops instead of losing some of it.
 */
export function mapDecisionResult(rows: Rows, map: DecisionSettings['map']): unknown {
  return mappers[map](rows)
}

const mappers: Record<DecisionSettings['map'], (rows: Rows) => unknown> = {
  singleEntry(rows) {
    const row = single(rows, 'singleEntry')
    return row === null ? null : (Object.values(onlyOutput([row], 'singleEntry'))[0] ?? null)
  },
  singleResult: (rows) => single(rows, 'singleResult'),
  collectEntries(rows) {
    onlyOutput(rows, 'collectEntries')
    return rows.flatMap((row) => Object.values(row))
  },
  resultList: (rows) => rows,
}

function single(rows: Rows, map: string): Record<string, unknown> | null {
  if (rows.length > 1) throw new TokenFailure('decision', `${map} takes the result of one rule, but ${rows.length} rules matched`)
  return rows[0] ?? null
}

function onlyOutput(rows: Rows, map: string): Record<string, unknown> {
  const names = new Set(rows.flatMap((row) => Object.keys(row)))
  if (names.size > 1) throw new TokenFailure('decision', `${map} takes one output, but there are ${names.size}: ${[...names].join(', ')}`)
  return rows[0] ?? {}
}
