import { textOf, typeOf } from '../../component.ts'
import { layoutTypes, nestingTypes } from '../../validation/component-types.ts'
import { kindOf } from '../../validation/kinds/index.ts'
import type { LintRule } from './finding.ts'

/** Only components whose values the server can check. */
export const componentType: LintRule = ({ component }) => {
  const type = typeOf(component)
  const known = layoutTypes.has(type) || nestingTypes.has(type) || kindOf(type, component.inputType) !== undefined
  if (!known) return [{ property: `type ${type}`, code: 'type.unknown' }]
  return ['', 'text', 'date', 'email', 'url', 'tel', 'checkbox', 'radio', 'hidden', 'number'].includes(textOf(component.inputType))
    ? []
    : [{ property: `inputType ${textOf(component.inputType)}`, code: 'type.unknown' }]
}
