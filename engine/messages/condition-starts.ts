import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { ProcessGraph } from '../bpmn/graph.ts'
import type { EventStart, ReceiveDeps } from './receive.ts'
import type { Db } from '../module.ts'
import { findStarts, findStartsFor } from './subscriptions.store.ts'
import { Typed } from '../execution/values.ts'

export type ConditionCheck = {
  variables: Record<string, unknown>
  businessKey: string | null
  tenant?: string | undefined
  definitionId?: string | undefined
}

/** The processes whose condition at a start event holds with these variables. What a condition reads and is not given makes it false. */
export async function conditionStarts(deps: ReceiveDeps & { db: Db }, { variables, businessKey, tenant, definitionId }: ConditionCheck): Promise<EventStart[]> {
  const wanted = { kind: 'conditional', definitionId }
  const found = tenant === undefined ? await findStarts(deps.db, wanted) : await findStartsFor(deps.db, { ...wanted, tenant })
  const starts = await Promise.all(
    found.map(async (row) => {
      const { graph } = await deps.definitions.get(row.definitionId)
      const isMet = holds(graph, row.nodeId, Number(row.data['index'] ?? 0), variables)
      return isMet
        ? [{ instanceId: deps.newId(), definitionId: row.definitionId, nodeId: row.nodeId, tenant: tenant ?? row.tenant, businessKey, variables }]
        : []
    }),
  )
  return starts.flat()
}

function holds(graph: ProcessGraph, nodeId: string, index: number, variables: Record<string, unknown>): boolean {
  const event = graph.nodes[nodeId]?.events[index]
  if (event?.kind !== 'conditional' || event.condition.unbounded) return false
  try {
    return event.condition.evaluate((name) => plain(variables[name])) === true
  } catch (cause) {
    if (cause instanceof ExpressionError) return false
    throw cause
  }
}

const plain = (value: unknown) => (value instanceof Typed ? value.typed.value : value)
