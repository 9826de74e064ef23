import { children, type ModelElement } from './model.ts'

const maxDepth = 40

/** Walked with a list, not by recursion: everything behind this check may recurse into sub-processes. */
export function isTooDeep(root: ModelElement): boolean {
  let level = children(root, 'rootElements')
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true
    level = level.flatMap((element) => children(element, 'flowElements'))
  }
  return false
}
