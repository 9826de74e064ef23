import type { Node, ProcessGraph } from '../bpmn/graph.ts'
import { blocks, placesOf, waitingAt } from './join.ts'
import { reachOf } from './reach.ts'
import type { ExecutionRow, InstanceState } from './state.ts'
import { Workspace } from './workspace.ts'

/** A join that waits for tokens that can not come any more. `missing`: flows without a token; none where it is a number of tokens (startQuantity). */
export type StuckJoin = { nodeId: string; /** Execution of the scope it is in. */ scopeId: string; executionIds: string[]; missing: string[] }

type Place = { graph: ProcessGraph; rows: Workspace }
type Group = { node: Node; scopeId: string; waiting: ExecutionRow[] }

/**
 * Joins of one instance that can never complete by themselves: parallel and inclusive gateways, complex ones that are to reset, and activities that
 * wait for their startQuantity. What holds them up may be another such join. Only a modification helps.
 * Not said of complex gateways that wait for their condition, which any variable may make true, nor of what stands in an ad-hoc
 * sub-process, where anything may be started at any time.
 */
export function stuckJoins(graph: ProcessGraph, state: InstanceState): StuckJoin[] {
  const place = { graph, rows: new Workspace(state, false) }
  const root = place.rows.get('executions', state.instance.id)
  return root ? look(place, root).stuck : []
}

/** @returns the stuck joins in a scope and in those inside it, and whether anything in it can still move */
function look(place: Place, scope: ExecutionRow): { stuck: StuckJoin[]; moves: boolean } {
  const children = place.rows.children(scope.id)
  const inside = new Map(children.filter(({ kind }) => kind === 'scope').map((child) => [child.id, look(place, child)]))
  const stuckInside = [...inside.values()].flatMap(({ stuck }) => stuck)
  const moving = new Set(children.filter((child) => child.data['joins'] !== true && (inside.get(child.id)?.moves ?? true)))
  if (place.graph.nodes[scope.nodeId]?.adHoc) return { stuck: stuckInside, moves: true }
  const stuck = stuckIn(place, { scope, children, moving })
  return {
    stuck: [...stuckInside, ...stuck.map(toStuck)],
    moves: moving.size > 0 || stuck.length < groupsIn(place, scope, children).length || listens(place, scope),
  }
}

type Scope = { scope: ExecutionRow; children: ExecutionRow[]; /** What can take a step by itself, or by a join that can complete. */ moving: Set<ExecutionRow> }

/** A join that can complete lets its tokens move, which may let another one complete; what is left when no more can is stuck. */
function stuckIn(place: Place, { scope, children, moving }: Scope): Group[] {
  let left = groupsIn(place, scope, children)
  for (let found = true; found;) {
    const able = left.filter((group) => mayComplete(place, group, children, moving))
    for (const { waiting } of able) for (const token of waiting) moving.add(token)
    left = left.filter((group) => !able.includes(group))
    found = able.length > 0
  }
  return left
}

function groupsIn({ graph }: Place, scope: ExecutionRow, children: ExecutionRow[]): Group[] {
  const ids = new Set(children.filter(({ data }) => data['joins'] === true).map(({ nodeId }) => nodeId))
  return [...ids].flatMap((id) => {
    const node = graph.nodes[id]
    return node ? [{ node, scopeId: scope.id, waiting: children.filter((token) => token.nodeId === id && token.data['joins'] === true) }] : []
  })
}

function mayComplete(place: Place, group: Group, children: ExecutionRow[], moving: ReadonlySet<ExecutionRow>): boolean {
  const { node, waiting } = group
  if (node.kind === 'parallelGateway') return missingFlows(group).every((flow) => reaches(place, node, moving, flow))
  if (!node.gateway) return [...moving].some((token) => placesOf(place, node, token).some((from) => reachOf(place.graph, node.id).has(from)))
  const consumed = waiting.flatMap(({ data }) => (Array.isArray(data['consumed']) ? data['consumed'] : []))
  if (node.kind === 'complexGateway' && consumed.length === 0) return true
  const taken = new Set([...consumed, ...waiting.map(({ data }) => data['via'])])
  return children.every((token) => moving.has(token) || !blocks(place, node, token, taken))
}

function reaches(place: Place, node: Node, moving: ReadonlySet<ExecutionRow>, flow: string): boolean {
  return [...moving].some((token) => placesOf(place, node, token).some((from) => reachOf(place.graph, node.id).get(from)?.includes(flow)))
}

function missingFlows({ node, waiting }: Group): string[] {
  const come = new Set(waitingAt(waiting, node.id).map(({ data }) => data['via']))
  return node.gateway ? node.incoming.filter((flow) => !come.has(flow)) : []
}

function toStuck(group: Group): StuckJoin {
  return { nodeId: group.node.id, scopeId: group.scopeId, executionIds: group.waiting.map(({ id }) => id), missing: missingFlows(group) }
}

/** An event on the boundary of a scope, or one that starts an event sub-process in it, may still get things going. */
function listens({ rows }: Place, { id }: ExecutionRow): boolean {
  return rows.of('jobs', id).length > 0 || rows.of('subscriptions', id).some(({ kind }) => kind !== 'compensate')
}
