import type { Reading, Reference } from 'moddle-xml'
import { error, type Finding } from '../finding.ts'

/** A reference leads to an element of the kind that the standard says: a message event refers to a message, not to a signal. */
export function referenceFindings({ references, elementsById }: Reading): Finding[] {
  return references.flatMap((reference) => check(reference, elementsById))
}

function check({ element, property, id }: Reference, elementsById: Reading['elementsById']): Finding[] {
  const target = elementsById[id]
  const declared = element.$descriptor.propertiesByName[property]
  if (!target || !declared || declared.type === 'Element' || target.$instanceOf(declared.type)) return []
  const [name, type] = [declared.ns.localName, declared.type.replace(/^bpmn:/, '')]
  return [error(ownerOf(element), 'reference', `${name} 引用的 ${id} 不是 ${type}`, `${name} refers to ${id}, which is not of the type ${type}`)]
}

/** Event definitions and expressions often have no id of their own: the event then names them. */
function ownerOf(element: object): string {
  for (let at: unknown = element; typeof at === 'object' && at !== null; at = Reflect.get(at, '$parent')) {
    const id = Reflect.get(at, 'id')
    if (typeof id === 'string' && id !== '') return id
  }
  return ''
}
