import type { Node, ProcessGraph } from '../bpmn/graph.ts'
import { endActivity } from './activity-end.ts'
import { dropListeners, endScope } from './cancel.ts'
import { isUndoing } from './compensation/undoing.ts'
import { reachOf } from './reach.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import type { Workspace } from './workspace.ts'

type Place = { graph: ProcessGraph; rows: Workspace }

/** The token stays at its join and waits for others. */
export function park({ rows }: Pick<Run, 'rows'>, { id, data }: ExecutionRow): ExecutionRow {
  return rows.updateExecution(id, { waits: true, data: { ...data, joins: true } })
}

/** Tokens that wait at a join of one scope, in the order in which they came. What a complex gateway remembers its state with is none. */
export function waitingAt(siblings: ExecutionRow[], nodeId: string): ExecutionRow[] {
  return siblings.filter((token) => token.nodeId === nodeId && token.data['joins'] === true && token.data['consumed'] === undefined)
}

/** The first waiting token of each incoming flow, in the order of the flows; further ones stay for the next time. */
export function oneOfEach({ incoming }: Node, waiting: ExecutionRow[]): ExecutionRow[] {
  const first = new Map<unknown, ExecutionRow>()
  for (const token of waiting) if (!first.has(token.data['via'])) first.set(token.data['via'], token)
  return incoming.flatMap((flow) => first.get(flow) ?? [])
}

/** Several tokens become the first of them; the others end here. */
export function mergeInto(run: Run, token: ExecutionRow, others: ExecutionRow[]): void {
  for (const other of others) {
    if (other.id === token.id) continue
    endActivity(run, other, 'completed')
    endScope(run, other)
    dropListeners(run, other.id)
    run.rows.remove('executions', other.id)
  }
  dropListeners(run, token.id)
  run.rows.updateExecution(token.id, { waits: false, data: {} })
}

/**
 * Can a token still come that an inclusive join has to wait for? One that reaches an incoming flow without a token, and none with one
 * (BPMN 2.0, 13.4.3). `taken`: the flows that count as having one.
 */
export function isAwaited(place: Place, join: Node, siblings: ExecutionRow[], taken: ReadonlySet<unknown>): boolean {
  return siblings.some((token) => blocks(place, join, token, taken))
}

/** Does this one token keep an inclusive join waiting? */
export function blocks(place: Place, join: Node, token: ExecutionRow, taken: ReadonlySet<unknown>): boolean {
  if ((token.nodeId === join.id && token.data['joins'] === true) || isUndoing(token)) return false
  const reach = reachOf(place.graph, join.id)
  return placesOf(place, join, token).some((from) => {
    const flows = reach.get(from) ?? []
    return flows.length > 0 && !flows.some((flow) => taken.has(flow))
  })
}

/**
 * Where a token is, as flows and nodes: one whose step was put off is on the flows it has chosen; one that stands before this very join
 * is on the flow by which it came, one that is just leaving it on its outgoing flows. What runs in a sub-process is at the sub-process.
 */
export function placesOf({ rows }: Place, join: Node, token: ExecutionRow): string[] {
  const chosen = rows.of('jobs', token.id).flatMap(({ kind, data }) => (kind === 'async' && Array.isArray(data['flows']) ? data['flows'].map(String) : []))
  if (chosen.length > 0) return chosen
  if (token.nodeId !== join.id) return [token.nodeId]
  const { via, failed } = token.data
  const isBefore = token.activityId === null || failed === 'enter'
  return isBefore && typeof via === 'string' ? [via] : join.outgoing
}
