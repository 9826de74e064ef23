import { ExpressionError } from '../bpmn/expressions/expression.ts'
import type { EventTrigger } from '../bpmn/graph.ts'
import type { ComputeAnswer, ComputeNeed } from '../execution/need.ts'
import type { EventStart, ReceiveDeps } from './receive.ts'
import type { Db } from '../module.ts'
import { findStarts, findStartsFor, indexOf } from './subscriptions.store.ts'
import { Typed } from '../execution/values.ts'

export type ConditionCheck = {
  variables: Record<string, unknown>
  businessKey: string | null
  tenant?: string | undefined
  definitionId?: string | undefined
}

export type ConditionDeps = ReceiveDeps & { db: Db; compute(need: ComputeNeed): Promise<ComputeAnswer> }

/** The processes whose condition at a start event holds with these variables. What a condition reads and is not given makes it false. */
export async function conditionStarts(deps: ConditionDeps, { variables, businessKey, tenant, definitionId }: ConditionCheck): Promise<EventStart[]> {
  const wanted = { kind: 'conditional', definitionId }
  const found = tenant === undefined ? await findStarts(deps.db, wanted) : await findStartsFor(deps.db, { ...wanted, tenant })
  const starts = await Promise.all(
    found.map(async (row) => {
      const { graph } = await deps.definitions.get(row.definitionId)
      const isMet = await holds(deps, graph.nodes[row.nodeId]?.events[indexOf(row)], variables)
      return isMet
        ? [
            {
              instanceId: deps.newId(),
              definitionId: row.definitionId,
              nodeId: row.nodeId,
              index: indexOf(row),
              tenant: tenant ?? row.tenant,
              businessKey,
              variables,
            },
          ]
        : []
    }),
  )
  return starts.flat()
}

async function holds({ compute }: ConditionDeps, event: EventTrigger | undefined, variables: Record<string, unknown>): Promise<boolean> {
  if (event?.kind !== 'conditional') return false
  const { condition } = event
  try {
    if (!condition.unbounded) return condition.evaluate((name) => plain(variables[name])) === true
    const given = Object.fromEntries(condition.reads.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, plain(variables[name])]))
    const answer = await compute({ kind: 'compute', language: 'feel', source: condition.source.replace(/^=/, ''), variables: given })
    return 'result' in answer && answer.result === true
  } catch (cause) {
    if (cause instanceof ExpressionError) return false
    throw cause
  }
}

const plain = (value: unknown) => (value instanceof Typed ? value.typed.value : value)
