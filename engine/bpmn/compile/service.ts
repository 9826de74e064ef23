import type { ServiceSettings } from '../graph.ts'
import { text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** A service task names a registered handler (delegateExpression `${name}`, or class), or computes an expression. */
export function readService(element: ModelElement, read: Read): ServiceSettings | null {
  if (element.$type !== 'bpmn:ServiceTask') return null
  const resultVariable = text(element, 'camunda:resultVariable') ?? null
  const handler = handlerName(element)
  if (handler !== undefined) return { handler, resultVariable }
  const expression = read(element, text(element, 'camunda:expression'))
  return expression ? { expression, resultVariable } : null
}

/** `${registerHazard}` → `registerHazard`; undefined when the element names none. */
export function handlerName(element: ModelElement): string | undefined {
  const delegate = text(element, 'camunda:delegateExpression')
  return delegate === undefined ? text(element, 'camunda:class') : delegate.trim().replace(/^[$#]\{\s*(.*?)\s*\}$/, '$1')
}
