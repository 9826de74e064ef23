import { nameText, nodesOf, type FeelNode } from './feel-tree.ts'

/**
 * The names a FEEL text may read, in order, each once. Names of functions it calls are none; a name bound inside it (`for x in …`) is among them,
 * which costs a look that finds nothing. Reading the time needs the facts of the execution, which hold it.
 */
export function readsOfFeel(tree: FeelNode): string[] {
  const called = new Set<FeelNode>()
  const names: string[] = []
  for (const node of nodesOf(tree)) {
    const callee = node.name === 'FunctionInvocation' ? node.parts[0] : undefined
    if (callee?.name === 'VariableName') {
      called.add(callee)
      if (readsTheTime(callee)) names.push('execution')
    } else if (node.name === 'VariableName' && !called.has(node)) names.push(nameText(node))
  }
  return [...new Set(names)]
}

/** Names that may be missing: compared with null, or an argument of a function that asks for it. */
export function optionalNames(tree: FeelNode): Set<string> {
  const names = new Set<string>()
  for (const node of nodesOf(tree)) {
    const comparesWithNull = node.name === 'Comparison' && node.parts.some((part) => part.name === 'null')
    const asked = comparesWithNull ? node.parts : asksFor(node)
    for (const part of asked) if (part.name === 'VariableName') names.add(nameText(part))
  }
  return names
}

function asksFor(node: FeelNode): FeelNode[] {
  const [callee, ...rest] = node.parts
  if (node.name !== 'FunctionInvocation' || !callee || !functionsForMissing.has(nameText(callee))) return []
  return rest.flatMap((part) => part.parts.slice(0, 1))
}

/** Camunda's functions for values that may not be there. */
export const functionsForMissing = new Set(['is defined', 'get or else'])

const readsTheTime = (callee: FeelNode): boolean => ['now', 'today'].includes(nameText(callee))
