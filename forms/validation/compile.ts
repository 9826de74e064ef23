import { RE2JS } from 're2js'
import { textOf } from '../component.ts'
import { coreComponents, type CoreForm } from './core-components.ts'
import { kindOf } from './kinds/index.ts'
import type { Kind } from './kinds/kind.ts'
import { byPath, outlineOf, type FieldOutline } from './outline.ts'

/** What the server's checks know of a component that carries a value. */
export type Field = Omit<FieldOutline, 'fields'> & { kind: Kind; pattern: RE2JS | null; fields: readonly Field[] }

export type CompiledForm = { fields: readonly Field[]; byPath: ReadonlyMap<string, Field>; core: CoreForm }

const compiled = new WeakMap<object, CompiledForm>()

/** Definitions are immutable, so each is compiled once per process. */
export function compileForm(definition: { components: unknown[] }): CompiledForm {
  const known = compiled.get(definition)
  if (known) return known
  const fields = outlineOf(definition.components).map(compileField)
  const form = { fields, byPath: byPath(fields), core: coreComponents(definition.components) }
  compiled.set(definition, form)
  return form
}

function compileField(outline: FieldOutline): Field {
  const { pattern } = outline.validate
  return {
    ...outline,
    kind: kindOf(outline.type, outline.component.inputType) ?? unknownKind,
    pattern: pattern ? RE2JS.compile(`^(?:${textOf(pattern)})$`) : null,
    fields: outline.fields.map(compileField),
  }
}

/** Publishing refuses unknown types; a definition that got past it accepts nothing there. */
const unknownKind: Kind = () => ({ is: 'wrong', problem: { key: 'rule' } })
