import type { ExternalErrorMapping, ServiceSettings } from '../graph.ts'
import { extensions, text, type ModelElement } from '../model.ts'
import { readDefinition } from './event.ts'
import type { Read } from './read.ts'

/**
 * What a service, send or business-rule task or a throwing message event does: a registered handler (delegateExpression `${name}`,
 * class, or a connector's id), an external task, or an expression. Null where the element says nothing.
 */
export function readService(element: ModelElement, read: Read): ServiceSettings | null {
  const resultVariable = text(element, 'camunda:resultVariable') ?? null
  if (text(element, 'camunda:type') === 'external') return readExternal(element, read)
  const handler = handlerName(element)
  if (handler !== undefined) return { handler, isConnector: extensions(element, 'camunda:Connector').length > 0, resultVariable }
  const expression = read(element, text(element, 'camunda:expression'))
  return expression ? { expression, resultVariable } : null
}

function readExternal(element: ModelElement, read: Read): ServiceSettings | null {
  const topic = read(element, text(element, 'camunda:topic'))
  if (!topic) return null
  return {
    topic,
    priority: read(element, text(element, 'camunda:taskPriority')),
    errors: extensions(element, 'camunda:ErrorEventDefinition').flatMap((each) => readMapping(element, each, read)),
  }
}

function readMapping(element: ModelElement, definition: ModelElement, read: Read): ExternalErrorMapping[] {
  const condition = read(element, text(definition, 'expression'))
  const error = readDefinition(element, definition, read)
  return condition && error?.kind === 'error' ? [{ condition, error }] : []
}

/** `${registerHazard}` → `registerHazard`; a connector's id; undefined when the element names none. */
export function handlerName(element: ModelElement): string | undefined {
  const delegate = text(element, 'camunda:delegateExpression')
  if (delegate !== undefined) return delegate.trim().replace(/^[$#]\{\s*(.*?)\s*\}$/, '$1')
  const [connector] = extensions(element, 'camunda:Connector')
  return text(element, 'camunda:class') ?? (connector && text(connector, 'connectorId'))
}
