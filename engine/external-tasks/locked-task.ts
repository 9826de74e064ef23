import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Variables } from '../execution/state.ts'
import type { Db } from '../module.ts'
import { scopesAround, type ExternalTaskRow, type ScopeRow } from './external-tasks.store.ts'
import type { Topic } from './fetch-and-lock.store.ts'

/** A task as its worker gets it: variables with their types, and what the model says to it in camunda:properties. */
export type LockedTask = ExternalTaskRow & { variables: Variables; extensionProperties: Record<string, string> | null }

/** What each topic asked to bring with its tasks. */
export async function withVariables(
  db: Db,
  rows: ExternalTaskRow[],
  topics: Topic[],
  graphOf: (definitionId: string) => Promise<ProcessGraph>,
): Promise<LockedTask[]> {
  const scopes = await scopesAround(
    db,
    rows.map(({ executionId }) => executionId),
  )
  return Promise.all(
    rows.map(async (row) => {
      const topic = topics.find(({ topicName }) => topicName === row.topic)
      const properties = topic?.includeExtensionProperties ? ((await graphOf(row.definitionId)).nodes[row.nodeId]?.properties ?? {}) : null
      return { ...row, variables: wanted(visible(scopes, row.executionId, topic?.localVariables === true), topic?.variables), extensionProperties: properties }
    }),
  )
}

function visible(scopes: Map<string, ScopeRow>, executionId: string, onlyLocal: boolean): Variables {
  const scope = scopes.get(executionId)
  if (!scope) return {}
  return { ...(scope.parentId !== null && !onlyLocal && visible(scopes, scope.parentId, false)), ...scope.variables }
}

function wanted(variables: Variables, names: string[] | undefined): Variables {
  if (names === undefined) return variables
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)))
}
