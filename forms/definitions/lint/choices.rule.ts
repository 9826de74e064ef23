import { isRecord, listOf, recordOf, textOf, typeOf } from '../../component.ts'
import type { LintRule } from './finding.ts'

/**
 * Choices are a static list of text codes. `dataType` "auto" would submit "320206" as a number; lists from a url would make
 * browsers and server call wherever an author points them.
 */
export const choices: LintRule = ({ component }) => {
  const type = typeOf(component)
  if (!['radio', 'select', 'selectboxes'].includes(type)) return []
  const data = recordOf(component.data)
  const source = sourceFault(component.dataSrc, data)
  if (source !== undefined) return [{ property: source, code: 'source.unsupported' }]
  if (type !== 'selectboxes' && component.dataType !== 'string') return [{ property: 'dataType', code: 'datatype.missing' }]
  const property = type === 'select' ? 'data.values' : 'values'
  return areCodes(listOf(type === 'select' ? data.values : component.values)) ? [] : [{ property, code: 'options.invalid' }]
}

function sourceFault(source: unknown, data: Record<string, unknown>): string | undefined {
  if (source !== undefined && source !== '' && source !== 'values') return `dataSrc ${textOf(source)}`
  return ['url', 'resource', 'custom'].some((name) => textOf(data[name]) !== '') ? 'data' : undefined
}

function areCodes(options: unknown[]): boolean {
  const codes = options.map((option) => (isRecord(option) ? textOf(option.value) : ''))
  return codes.length > 0 && codes.every((code) => code !== '' && code !== '__proto__') && new Set(codes).size === codes.length
}
