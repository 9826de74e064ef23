import type { FieldAccess } from '../../engine/module.ts'
import type { Field } from './compile.ts'

/**
 * What this task allows on a field: its own entry, else that of the nearest layout or container around it, else `*`, else editable.
 * @example accessOf(field, { '*': 'readonly', opinion: 'editable' })
 */
export function accessOf(field: Pick<Field, 'path' | 'groups'>, access: Readonly<Record<string, FieldAccess>>): FieldAccess {
  for (const name of [field.path, ...field.groups, '*']) {
    if (Object.hasOwn(access, name)) return access[name] ?? 'editable'
  }
  return 'editable'
}
