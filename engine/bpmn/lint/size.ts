import { error } from '../finding.ts'
import { idOf, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

const limits = { elements: 2000, nesting: 20 }

/** A model that large is a mistake or an attack; both are better refused than run. Nothing else is checked then. */
export const size: Rule = ({ process, nodes, flows }) => {
  const count = nodes.length + flows.length
  const tooMany =
    count > limits.elements
      ? [error(idOf(process), 'size', `元素超过 ${limits.elements} 个(${count})`, `More than ${limits.elements} elements (${count})`)]
      : []
  const tooDeep = nodes.find((node) => depthOf(node) > limits.nesting)
  return tooDeep
    ? [...tooMany, error(idOf(tooDeep), 'nesting', `子流程嵌套超过 ${limits.nesting} 层`, `Sub-processes are nested more than ${limits.nesting} deep`)]
    : tooMany
}

function depthOf(element: ModelElement): number {
  let depth = 0
  for (let parent = element.$parent; parent && parent.$type !== 'bpmn:Process'; parent = parent.$parent) depth++
  return depth
}
