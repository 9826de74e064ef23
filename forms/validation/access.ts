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

/** Access of every field, those inside containers and grids included, by path. A field that is never filled in says so too. */
export function fieldAccess(fields: readonly Field[], access: Readonly<Record<string, FieldAccess>>): Record<string, FieldAccess> {
  return Object.fromEntries(fields.flatMap((field) => [[field.path, shownAccess(field, access)], ...Object.entries(fieldAccess(field.fields, access))]))
}

function shownAccess(field: Field, access: Readonly<Record<string, FieldAccess>>): FieldAccess {
  const given = accessOf(field, access)
  if (given === 'hidden' || field.locked === 'hidden') return 'hidden'
  return field.locked === 'no' ? given : 'readonly'
}
