import { isDeepStrictEqual } from 'node:util'
import type { FieldAccess } from '../../engine/module.ts'
import { isRecord } from '../component.ts'
import { accessOf } from './access.ts'
import type { Field } from './compile.ts'
import type { Issue } from './issue.ts'
import { isAbsent } from './kinds/kind.ts'
import { limits } from './limits.ts'
import { numberOf } from './numbers.ts'

/** What the first pass finds out. `restored`: paths filled from `prior` only so that conditions can see them. */
export type Shaped = { data: Record<string, unknown>; issues: Issue[]; dropped: string[]; restored: string[]; locked: Set<string> }

type Pass = Shaped & { access: Readonly<Record<string, FieldAccess>> }

/**
 * First pass: keeps what the form knows, in the type the form says, where this task may write. Everything else is dropped and
 * named; what a read-only field holds comes from `prior`, and an attempt to change it is an issue.
 */
export function shapeSubmission(fields: readonly Field[], data: Record<string, unknown>, prior: Record<string, unknown>, access: Pass['access']): Shaped {
  const pass: Pass = { data: {}, issues: [], dropped: [], restored: [], locked: new Set(), access }
  pass.data = shapeLevel(fields, data, prior, '', pass)
  return pass
}

function shapeLevel(fields: readonly Field[], data: Record<string, unknown>, prior: Record<string, unknown>, at: string, pass: Pass): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const known = new Set<string>()
  for (const field of fields) {
    known.add(field.key)
    const value = shapeField(field, ownOf(data, field.key), ownOf(prior, field.key), at + field.key, pass)
    if (value !== undefined) kept[field.key] = value
  }
  for (const key of Object.keys(data)) if (!known.has(key)) pass.dropped.push(at + key)
  return kept
}

function shapeField(field: Field, raw: unknown, prior: unknown, path: string, pass: Pass): unknown {
  const access = field.locked === 'hidden' ? 'hidden' : accessOf(field, pass.access)
  if (field.shape === 'container' && access !== 'hidden') return shapeContainer(field, raw, prior, path, pass)
  if (access === 'editable' && field.locked === 'no') return shapeValue(field, raw === undefined ? defaultOf(field) : raw, prior, path, pass)
  pass.locked.add(path)
  if (field.locked === 'calculated') return dropUnlessAbsent(raw, path, pass)
  if (access === 'hidden') return shapeHidden(raw, prior, path, pass)
  return shapeReadonly(field, raw, prior, path, pass)
}

/** As in Form.io, what was not sent at all counts as left at its default; an emptied field is sent as empty. */
function defaultOf(field: Field): unknown {
  const value = field.component.defaultValue
  return isAbsent(value) || field.type === 'file' ? undefined : structuredClone(value)
}

/** The person does not see it: what came is dropped, what was there serves conditions and is taken out at the end. */
function shapeHidden(raw: unknown, prior: unknown, path: string, pass: Pass): unknown {
  dropUnlessAbsent(raw, path, pass)
  if (isAbsent(prior)) return undefined
  pass.restored.push(path)
  return prior
}

function shapeReadonly(field: Field, raw: unknown, prior: unknown, path: string, pass: Pass): unknown {
  const shown = isAbsent(prior) && field.locked === 'disabled' ? field.component.defaultValue : prior
  if (!isSame(field, raw, shown)) pass.issues.push({ path, key: 'readonly', label: field.label })
  return isAbsent(shown) ? undefined : structuredClone(shown)
}

/** Compares after cleaning both, so a trimmed blank or the browser's own file record is no change. */
function isSame(field: Field, raw: unknown, shown: unknown): boolean {
  if (raw === undefined) return true
  return isDeepStrictEqual(cleanedOf(field, raw), cleanedOf(field, shown))
}

function cleanedOf(field: Field, value: unknown): unknown {
  const scratch: Pass = { data: {}, issues: [], dropped: [], restored: [], locked: new Set(), access: {} }
  const cleaned = shapeValue(field, value, undefined, '', scratch)
  if (scratch.issues.length > 0) return value
  return Array.isArray(cleaned) && cleaned.length === 0 ? undefined : cleaned
}

function shapeValue(field: Field, raw: unknown, prior: unknown, path: string, pass: Pass): unknown {
  if (field.shape === 'grid') return shapeGrid(field, raw, prior, path, pass)
  if (field.shape === 'container') return shapeContainer(field, raw, prior, path, pass)
  return field.multiple && field.type !== 'file' ? shapeList(field, raw, path, pass) : shapeSingle(field, raw, path, pass)
}

function shapeSingle(field: Field, raw: unknown, path: string, pass: Pass): unknown {
  const checked = field.kind(raw, field)
  if (checked.is === 'value') return checked.value
  if (checked.is === 'wrong') pass.issues.push({ path, label: field.label, ...checked.problem })
  return undefined
}

function shapeList(field: Field, raw: unknown, path: string, pass: Pass): unknown {
  if (isAbsent(raw)) return undefined
  if (!Array.isArray(raw)) return refuse(pass, { path, key: 'list', label: field.label })
  if (raw.length > limits.items) return refuse(pass, { path, key: 'maxItems', label: field.label, data: { count: limits.items } })
  return raw.map((item, index) => shapeSingle(field, item, `${path}[${index}]`, pass)).filter((item) => item !== undefined)
}

function shapeContainer(field: Field, raw: unknown, prior: unknown, path: string, pass: Pass): unknown {
  if (!isAbsent(raw) && !isRecord(raw)) return refuse(pass, { path, key: 'object', label: field.label })
  const inside = shapeLevel(field.fields, isRecord(raw) ? raw : {}, isRecord(prior) ? prior : {}, `${path}.`, pass)
  return isRecord(raw) || Object.keys(inside).length > 0 ? inside : undefined
}

/** A grid without rows is an empty list, never absent: core takes an absent one for a first row with every cell missing. */
function shapeGrid(field: Field, raw: unknown, prior: unknown, path: string, pass: Pass): unknown[] {
  if (isAbsent(raw)) return []
  if (!Array.isArray(raw)) return refuse(pass, { path, key: 'rows', label: field.label }) ?? []
  const most = numberOf(field.validate.maxLength) ?? limits.rows
  const least = numberOf(field.validate.minLength) ?? 0
  if (raw.length > most) return refuse(pass, { path, key: 'maxRows', label: field.label, data: { count: most } }) ?? []
  if (raw.length < least) pass.issues.push({ path, key: 'minRows', label: field.label, data: { count: least } })
  const before = Array.isArray(prior) ? prior : []
  return raw.map((row: unknown, index) => {
    const at = `${path}[${index}]`
    if (!isRecord(row)) return refuse(pass, { path: at, key: 'rows', label: field.label }) ?? {}
    const was: unknown = before[index]
    return shapeLevel(field.fields, row, isRecord(was) ? was : {}, `${at}.`, pass)
  })
}

function refuse(pass: Pass, issue: Issue): undefined {
  pass.issues.push(issue)
  return undefined
}

function dropUnlessAbsent(raw: unknown, path: string, pass: Pass): undefined {
  if (!isAbsent(raw)) pass.dropped.push(path)
  return undefined
}

/** Own properties only: a form with a field called `toString` must not read the prototype's. */
function ownOf(data: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined
}
