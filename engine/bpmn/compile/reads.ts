import type { Expression } from '../expressions/expression.ts'
import type { Node } from '../graph.ts'

/** Names of variables that expressions and assignment rules read. */
export function readNames(expressions: Expression[], nodes: Record<string, Node>): Set<string> {
  const ofFields = Object.values(nodes).flatMap((node) =>
    [node.user?.due ?? '', ...(node.user?.assign ?? [])].filter((rule) => rule.startsWith('field:')).map((rule) => rule.slice(6).split('.')[0] ?? ''),
  )
  const ofData = Object.values(nodes).flatMap((node) => [...node.dataInputs, ...node.dataOutputs].flatMap(({ sources }) => sources))
  return new Set([...expressions.flatMap((expression) => expression.reads), ...ofFields, ...ofData])
}

/** JavaScript, decisions, external workers and called processes may look at any variable. */
export function readsAnything(nodes: Record<string, Node>): boolean {
  return Object.values(nodes).some(
    ({ script, decision, call, service, listeners }) =>
      script?.language === 'javascript' ||
      decision !== null ||
      call !== null ||
      (service !== null && 'topic' in service) ||
      listeners.some(({ run }) => run.kind === 'script'),
  )
}
