import type { DataMapping } from '../graph.ts'
import { child, children, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** The variable that a data item stands for: its name, else its id. References stand for their data object. */
export function nameOfItem(item: ModelElement): string {
  const object = child(item, 'dataObjectRef')
  return (object && text(object, 'name')) ?? text(item, 'name') ?? object?.id ?? item.id ?? ''
}

/** Data objects and properties of a scope, and properties of an activity. */
export function readDataNames(scope: ModelElement): string[] {
  const objects = children(scope, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObject')
  const references = children(scope, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObjectReference')
  const named = objects.map((object) => nameOfItem(references.find((each) => child(each, 'dataObjectRef') === object) ?? object))
  return [
    ...new Set([
      ...named,
      ...children(scope, 'properties')
        .filter((property) => !isPlaceholder(property))
        .map(nameOfItem),
    ]),
  ]
}

export function readDataInputs(element: ModelElement, read: Read): DataMapping[] {
  const meant = children(element, 'dataInputAssociations').filter((each) => !isPlaceholder(child(each, 'targetRef')))
  return meant.map((each) => readAssociation(element, each, read))
}

export function readDataOutputs(element: ModelElement, read: Read): DataMapping[] {
  return children(element, 'dataOutputAssociations').map((each) => readAssociation(element, each, read))
}

/** BPMN 2.0, 10.4.2: the transformation's value, the assignments, or the source as it is. */
function readAssociation(element: ModelElement, association: ModelElement, read: Read): DataMapping {
  const target = child(association, 'targetRef')
  return {
    sources: children(association, 'sourceRef').map(nameOfItem),
    target: target ? nameOfItem(target) : '',
    transformation: read.formal(element, child(association, 'transformation')),
    assignments: children(association, 'assignment').flatMap((assignment) => {
      const from = read.formal(element, child(assignment, 'from'))
      const to = child(assignment, 'to')
      return from && to ? [{ from, to: variableOf(text(to, 'body') ?? '') }] : []
    }),
  }
}

/** `${total}`, `=total` and `total` all name a variable that is written. */
const variableOf = (body: string) =>
  body
    .trim()
    .replace(/^=\s*/, '')
    .replace(/^[$#]\{\s*(.*?)\s*\}$/, '$1')

/** Modelers that draw data but know no inputs let the line end at a property of this name: it says that the data is looked at, not where it goes. */
const isPlaceholder = (item: ModelElement | undefined) => item?.$type === 'bpmn:Property' && text(item, 'name') === '__targetRef_placeholder'
