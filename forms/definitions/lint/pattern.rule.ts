import { RE2JS } from 're2js'
import { recordOf, textOf } from '../../component.ts'
import type { LintRule } from './finding.ts'

/** Patterns run on RE2: linear, hence without back-references and look-around. */
export const pattern: LintRule = ({ component }) => {
  const source = textOf(recordOf(component.validate).pattern)
  return source === '' || compiles(source) ? [] : [{ property: 'validate.pattern', code: 'pattern.unsupported' }]
}

function compiles(source: string): boolean {
  if (source.length > 1000) return false
  try {
    RE2JS.compile(`^(?:${source})$`)
    return true
  } catch {
    return false
  }
}
