import type { ChangeSet, RowChanges } from '../../engine/execution/changes.ts'
import type { InstanceState } from '../../engine/execution/state.ts'

/** What a store would hold after writing a change set to the rows of an instance: the store's job in a few lines. */
export function applyChanges(state: InstanceState, changes: ChangeSet): InstanceState {
  const scopes = { put: changes.scopes.put.map(({ scopeId, data }) => ({ id: scopeId, data })), remove: changes.scopes.remove }
  const scopeRows = Object.fromEntries(Object.entries(state.scopes).map(([id, data]) => [id, { id, data }]))
  return {
    instance: changes.instance,
    executions: written(state.executions, changes.executions),
    scopes: Object.fromEntries(Object.values(written(scopeRows, scopes)).map(({ id, data }) => [id, data])),
    tasks: written(state.tasks, changes.tasks),
    subscriptions: written(state.subscriptions, changes.subscriptions),
    jobs: written(state.jobs, changes.jobs),
    incidents: written(state.incidents, changes.incidents),
  }
}

/** @throws when a row is put twice, put and removed, or removed without having been there: each row gets one operation. */
function written<Row extends { id: string }>(rows: Record<string, Row>, { put, remove }: RowChanges<Row>): Record<string, Row> {
  const ids = [...put.map(({ id }) => id), ...remove]
  if (new Set(ids).size !== ids.length) throw new Error(`two operations on one row: ${ids.join(', ')}`)
  const absent = remove.find((id) => !Object.hasOwn(rows, id))
  if (absent !== undefined) throw new Error(`removes ${absent}, which is not there`)
  const kept = Object.entries(rows).filter(([id]) => !remove.includes(id))
  return Object.fromEntries([...kept, ...put.map((row) => [row.id, row] as const)])
}
