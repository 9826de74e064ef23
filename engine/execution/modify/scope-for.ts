import { begin, prepare } from '../begin.ts'
import { isLoopBody } from '../catch.ts'
import { interruptScope } from '../fire.ts'
import type { Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { openScopeAt } from '../scope.ts'
import type { ExecutionRow } from '../state.ts'
import { newToken } from '../token.ts'
import { refuseModification } from './refuse.ts'

/**
 * The scope execution in which a token can be put before a node: the nearest scope around the node that runs, or the one that is named,
 * and in it new ones down to the node, as if the flow had entered them.
 */
export function scopeFor(run: Run, nodeId: string, ancestorId: string | null): { scopeId: string; opened: Operation[] } {
  const { outer, missing } = ancestorId === null ? nearest(run, nodeId) : named(run, nodeId, ancestorId)
  let scopeId = outer.id
  const opened: Operation[] = []
  for (const inner of missing) {
    const scope = openInside(run, scopeId, inner)
    scopeId = scope.id
    opened.push(...scope.opened)
  }
  return { scopeId, opened }
}

type Found = { outer: ExecutionRow; /** Scopes that do not run, outermost first. */ missing: string[] }

function nearest(run: Run, nodeId: string): Found {
  const missing: string[] = []
  for (const scopeNode of scopesAround(run, nodeId)) {
    const running = run.rows.all('executions').filter((row) => row.nodeId === scopeNode && row.kind === 'scope' && !isLoopBody(row))
    const [outer, ...others] = running
    if (others.length > 0) throw refuseModification(nodeId, `${scopeNode} runs ${running.length} times; say in which one with the ancestor`)
    if (outer) return { outer, missing }
    missing.unshift(scopeNode)
  }
  throw refuseModification(nodeId, 'nothing around it runs')
}

/** An execution, or the activity instance it runs. */
function named(run: Run, nodeId: string, ancestorId: string): Found {
  const outer = run.rows.get('executions', ancestorId) ?? run.rows.all('executions').find(({ activityId }) => activityId === ancestorId)
  const around = [...scopesAround(run, nodeId)]
  const level = outer?.kind === 'scope' && !isLoopBody(outer) ? around.indexOf(outer.nodeId) : -1
  if (!outer || level < 0) throw refuseModification(nodeId, `${ancestorId} is no scope around it`)
  return { outer, missing: around.slice(0, level).reverse() }
}

/** Innermost first; the last is the process. */
function* scopesAround({ graph }: Run, nodeId: string): Generator<string> {
  for (let scope = graph.nodes[nodeId]?.scope ?? ''; scope !== ''; scope = graph.nodes[scope]?.scope ?? '') yield scope
}

function openInside(run: Run, scopeId: string, nodeId: string): { id: string; opened: Operation[] } {
  const { graph } = run
  const node = graph.nodes[nodeId]
  if (!node) throw refuseModification(nodeId, 'it is not in the definition')
  if (node.loop) throw refuseModification(nodeId, 'it is a loop that does not run; start before the loop')
  if (node.kind === 'subProcess:event' && node.starts.some((id) => graph.nodes[id]?.interrupting)) interruptScope(run, scopeId)
  const scope = begin(run, newToken(run, scopeId, nodeId))
  return { id: scope.id, opened: [...prepare(run, scope), ...openScopeAt(run, scope.id, [])] }
}
