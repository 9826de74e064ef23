import { extensions, text, type ModelElement } from '../model.ts'

/** What a service-like element says it does, one entry for each way: a handler, an expression, an external task, a connector, a decision. */
export function waysToWork(element: ModelElement): string[] {
  const attributes = ['camunda:class', 'camunda:delegateExpression', 'camunda:expression', 'camunda:type', 'camunda:decisionRef']
  const given = attributes.filter((name) => text(element, name) !== undefined)
  return extensions(element, 'camunda:Connector').length > 0 ? [...given, 'camunda:connector'] : given
}
