import { isFlow, type ModelElement } from '../model.ts'

/** Flow elements that tokens can be at; flows, data objects and the like are not. */
export function isNode(element: ModelElement): boolean {
  return !isFlow(element) && !/DataObject|DataStore/.test(element.$type)
}
