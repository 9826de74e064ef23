import type { ParameterMapping } from '../graph.ts'
import { extensions, property, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** `camunda:in` or `camunda:out` of a call activity or a throwing event definition. */
export function readParameters(holder: ModelElement, type: 'camunda:In' | 'camunda:Out', read: Read): ParameterMapping[] {
  return extensions(holder, type).flatMap((parameter) => mappingOf(holder, parameter, read))
}

function mappingOf(holder: ModelElement, parameter: ModelElement, read: Read): ParameterMapping[] {
  const businessKey = read(holder, text(parameter, 'businessKey'))
  if (businessKey) return [{ kind: 'business-key', value: businessKey }]
  const local = property(parameter, 'local') === true
  if (text(parameter, 'variables') === 'all') return [{ kind: 'all', local }]
  const target = text(parameter, 'target') ?? ''
  const source = text(parameter, 'source')
  if (source !== undefined) return [{ kind: 'variable', source, target, local }]
  const value = read(holder, text(parameter, 'sourceExpression'))
  return value ? [{ kind: 'expression', value, target, local }] : []
}
