import { isA, isElement, type ModelElement } from '../model.ts'

/** What is drawn or told beside an element, and says nothing about execution. */
const besides = ['bpmn:FlowElement', 'bpmn:ExtensionElements', 'bpmn:Documentation', 'bpmn:LaneSet', 'bpmn:Artifact']

/** An element and what it is made of: loop characteristics, event definitions, expressions, data … but not the elements of the flow inside it. */
export function partsOf(element: ModelElement): ModelElement[] {
  const inside = Object.values(element).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isElement) : isElement(value) ? [value] : []))
  return [element, ...inside.filter((part) => part.$parent === element && !besides.some((type) => isA(part, type))).flatMap(partsOf)]
}
