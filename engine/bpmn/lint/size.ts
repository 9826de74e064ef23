import type { Finding } from '../finding.ts'
import { children, flag, flowElements, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

const limits = { elements: 2000, nesting: 20 }

/** A file that large is a mistake or an attack; both are better refused than run. Nothing else is checked then. */
export const size: Rule = ({ process, root, nodes, flows }) => {
  const count = Math.max(nodes.length + flows.length, root ? sizeOfFile(root) : 0)
  const tooMany = count > limits.elements ? [tooLarge(process, count)] : []
  const tooDeep = nodes.find((node) => depthOf(node) > limits.nesting)
  return tooDeep
    ? [...tooMany, refuse(tooDeep, 'nesting', `子流程嵌套超过 ${limits.nesting} 层`, `Sub-processes are nested more than ${limits.nesting} deep`)]
    : tooMany
}

const tooLarge = (process: ModelElement, count: number): Finding =>
  refuse(process, 'size', `元素超过 ${limits.elements} 个(${count})`, `More than ${limits.elements} elements (${count})`)

const sizes = new WeakMap<ModelElement, number>()

/** All that is executed or drawn between pools, counted once: a file can also be large by ten thousand small processes. */
function sizeOfFile(root: ModelElement): number {
  const known = sizes.get(root) ?? children(root, 'rootElements').reduce((sum, element) => sum + sizeOf(element), 0)
  sizes.set(root, known)
  return known
}

function sizeOf(element: ModelElement): number {
  if (element.$type === 'bpmn:Process') return flag(element, 'isExecutable') ? 1 + flowElements(element).length : 1
  return children(element, 'participants').length + children(element, 'messageFlows').length
}

function depthOf(element: ModelElement): number {
  let depth = 0
  for (let parent = element.$parent; parent && parent.$type !== 'bpmn:Process'; parent = parent.$parent) depth++
  return depth
}
