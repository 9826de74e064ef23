import { isElement, type ModelElement } from './model.ts'

const maxDepth = 60

/** Walked with a list, not by recursion: everything behind this check may recurse into sub-processes, lanes and nested values. */
export function isTooDeep(root: ModelElement): boolean {
  let level = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap(contained)
  }
  return false
}

/** What stands inside an element; what it only refers to has another parent. */
function contained(element: ModelElement): ModelElement[] {
  const values: unknown[] = Object.values(element)
  return values.flatMap((value) => (Array.isArray(value) ? value : [value])).filter((value) => isElement(value) && value.$parent === element)
}
