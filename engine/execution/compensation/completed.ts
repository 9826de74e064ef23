import type { Node, ProcessGraph } from '../../bpmn/graph.ts'
import type { Run } from '../run.ts'
import type { ExecutionRow, SubscriptionRow, Variables } from '../state.ts'

/**
 * An activity that has completed and can be undone (BPMN 2.0, 10.7 and 13.5.5). It is kept, once for each completion, as a subscription
 * of its scope: `order` counts the completions in that scope, `variables` are its own as they were when it completed, and `inner` is what
 * can be undone inside: of a sub-process its activities, of a loop its instances.
 */
export type Completed = { nodeId: string; order: number; variables: Variables; inner: Completed[]; isLoop: boolean }

/** An activity completes: if it can be undone, its scope keeps what is needed for that. */
export function keepCompleted(run: Run, execution: ExecutionRow): void {
  const { rows, graph, env } = run
  const node = graph.nodes[execution.nodeId]
  if (!node || execution.parentId === null || execution.activityId === null || !hasCompensation(graph)) return
  const isLoop = execution.data['loop'] !== undefined
  const inner = completedIn(run, execution.id)
  if (node.isForCompensation || !canBeUndone(graph, node, { isLoop, inner })) return
  const scope = rows.execution(execution.parentId)
  const order = Number(scope.data['completions'] ?? 0) + 1
  rows.updateExecution(scope.id, { data: { ...scope.data, completions: order } })
  putCompleted(run, scope.id, { nodeId: node.id, order, variables: rows.get('scopes', execution.id) ?? {}, inner, isLoop }, env.newId())
}

function canBeUndone(graph: ProcessGraph, node: Node, { isLoop, inner }: Pick<Completed, 'isLoop' | 'inner'>): boolean {
  return inner.length > 0 || (!isLoop && (node.compensatedBy !== null || compensationStart(graph, node) !== undefined))
}

/** The start event of a sub-process's own compensation: an event sub-process inside it. */
export function compensationStart(graph: ProcessGraph, node: Node): string | undefined {
  const starts = node.eventSubProcesses.flatMap((id) => graph.nodes[id]?.starts ?? [])
  return starts.find((id) => graph.nodes[id]?.events.some(({ kind }) => kind === 'compensate'))
}

export function putCompleted({ rows, env }: Run, scopeId: string, { nodeId, ...data }: Completed, id: string): void {
  const { id: instanceId, tenant } = rows.instance
  rows.put('subscriptions', id, { id, instanceId, executionId: scopeId, nodeId, kind: 'compensate', name: '', tenant, data, createdAt: env.now })
}

/** What can be undone in a scope, the last completed first. */
export function completedIn(run: Run, scopeId: string): Completed[] {
  return rowsIn(run, scopeId)
    .map(toCompleted)
    .sort((one, other) => other.order - one.order)
}

/** The same, of these activities or of all; it is taken away, since nothing is undone twice. */
export function takeCompleted(run: Run, scopeId: string, activities: ReadonlySet<string> | 'all'): Completed[] {
  const taken = rowsIn(run, scopeId).filter(({ nodeId }) => activities === 'all' || activities.has(nodeId))
  for (const { id } of taken) run.rows.remove('subscriptions', id)
  return taken.map(toCompleted).sort((one, other) => other.order - one.order)
}

const rowsIn = ({ rows }: Run, scopeId: string) => rows.of('subscriptions', scopeId).filter(({ kind }) => kind === 'compensate')

/** The row's data are those that `putCompleted` wrote. */
const toCompleted = ({ nodeId, data }: SubscriptionRow): Completed => ({ ...(data as Omit<Completed, 'nodeId'>), nodeId })

const known = new WeakMap<ProcessGraph, boolean>()

/** Most processes compensate nothing, and pay nothing when an activity completes. */
function hasCompensation(graph: ProcessGraph): boolean {
  const found = known.get(graph)
  if (found !== undefined) return found
  const has = Object.values(graph.nodes).some(({ isForCompensation, events }) => isForCompensation || events.some(({ kind }) => kind === 'compensate'))
  known.set(graph, has)
  return has
}
