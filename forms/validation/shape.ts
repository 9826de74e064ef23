import { isDeepStrictEqual } from 'node:util'
import type { FieldAccess } from '../../engine/module.ts'
import { isRecord, listOf, recordOf } from '../component.ts'
import { accessOf } from './access.ts'
import type { Field } from './compile.ts'
import type { Issue } from './issue.ts'
import { isAbsent } from './kinds/kind.ts'
import { limits } from './limits.ts'
import { numberOf } from './numbers.ts'

/** What the first pass finds out. `restored`: paths filled from `prior` only so that conditions can see them. */
export type Shaped = { data: Record<string, unknown>; issues: Issue[]; dropped: string[]; restored: string[]; locked: Set<string> }

type Pass = Shaped & { access: Readonly<Record<string, FieldAccess>> }

/** One field at one place: what came for it and what was there before. */
type Spot = { field: Field; raw: unknown; prior: unknown; path: string }
type Level = { data: Record<string, unknown>; prior: Record<string, unknown>; at: string }

/**
 * First pass: keeps what the form knows, in the type the form says, where this task may write. Everything else is dropped and
 * named; what a read-only field holds comes from `prior`, and an attempt to change it is an issue.
 */
export function shapeSubmission(
  fields: readonly Field[],
  { data, prior, access }: { data: Level['data']; prior: Level['prior']; access: Pass['access'] },
): Shaped {
  const pass = newPass(access)
  pass.data = shapeLevel(fields, { data, prior, at: '' }, pass)
  return pass
}

const newPass = (access: Pass['access']): Pass => ({ data: {}, issues: [], dropped: [], restored: [], locked: new Set(), access })

function shapeLevel(fields: readonly Field[], { data, prior, at }: Level, pass: Pass): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  const known = new Set(fields.map(({ key }) => key))
  for (const field of fields) {
    const value = shapeField({ field, raw: ownOf(data, field.key), prior: ownOf(prior, field.key), path: at + field.key }, pass)
    if (value !== undefined) kept[field.key] = value
  }
  for (const key of Object.keys(data)) if (!known.has(key)) pass.dropped.push(at + key)
  return kept
}

function shapeField(spot: Spot, pass: Pass): unknown {
  const { field, raw, path } = spot
  const access = field.locked === 'hidden' ? 'hidden' : accessOf(field, pass.access)
  if (field.shape === 'container' && access !== 'hidden') return shapeContainer(spot, pass)
  if (access === 'editable' && field.locked === 'no') return shapeValue(raw === undefined ? { ...spot, raw: defaultOf(field) } : spot, pass)
  pass.locked.add(path)
  if (field.locked === 'calculated') return dropUnlessAbsent(raw, path, pass)
  return access === 'hidden' ? shapeHidden(spot, pass) : shapeReadonly(spot, pass)
}

/** As in Form.io, what was not sent at all counts as left at its default; an emptied field is sent as empty. */
function defaultOf(field: Field): unknown {
  const value = field.component.defaultValue
  return isAbsent(value) || field.type === 'file' ? undefined : structuredClone(value)
}

/** The person does not see it: what came is dropped, what was there serves conditions and is taken out at the end. */
function shapeHidden({ raw, prior, path }: Spot, pass: Pass): unknown {
  dropUnlessAbsent(raw, path, pass)
  if (isAbsent(prior)) return undefined
  pass.restored.push(path)
  return structuredClone(prior)
}

function shapeReadonly({ field, raw, prior, path }: Spot, pass: Pass): unknown {
  const shown = isAbsent(prior) && field.locked === 'disabled' ? field.component.defaultValue : prior
  if (!isSame(field, raw, shown)) refuse(pass, { path, key: 'readonly', label: field.label })
  return isAbsent(shown) ? undefined : structuredClone(shown)
}

/** Compares after cleaning both, so a trimmed blank or the browser's own file record is no change. */
function isSame(field: Field, raw: unknown, shown: unknown): boolean {
  return raw === undefined || isDeepStrictEqual(cleanedOf(field, raw), cleanedOf(field, shown))
}

function cleanedOf(field: Field, raw: unknown): unknown {
  const pass = newPass({})
  const cleaned = shapeValue({ field, raw, prior: undefined, path: '' }, pass)
  if (pass.issues.length > 0) return raw
  return Array.isArray(cleaned) && cleaned.length === 0 ? undefined : cleaned
}

function shapeValue(spot: Spot, pass: Pass): unknown {
  if (spot.field.shape === 'grid') return shapeGrid(spot, pass)
  return spot.field.multiple && spot.field.type !== 'file' ? shapeList(spot, pass) : shapeSingle(spot, pass)
}

function shapeSingle({ field, raw, path }: Spot, pass: Pass): unknown {
  const checked = field.kind(raw, field)
  if (checked.is === 'value') return checked.value
  if (checked.is === 'wrong') refuse(pass, { path, label: field.label, ...checked.problem })
  return undefined
}

function shapeList(spot: Spot, pass: Pass): unknown {
  const { field, raw, path } = spot
  if (isAbsent(raw)) return undefined
  if (!Array.isArray(raw)) return refuse(pass, { path, key: 'list', label: field.label })
  if (raw.length > limits.items) return refuse(pass, { path, key: 'maxItems', label: field.label, data: { count: limits.items } })
  const items = raw.map((item: unknown, index) => shapeSingle({ ...spot, raw: item, path: `${path}[${index}]` }, pass))
  return items.filter((item) => item !== undefined)
}

function shapeContainer({ field, raw, prior, path }: Spot, pass: Pass): unknown {
  if (!isAbsent(raw) && !isRecord(raw)) return refuse(pass, { path, key: 'object', label: field.label })
  const inside = shapeLevel(field.fields, { data: recordOf(raw), prior: recordOf(prior), at: `${path}.` }, pass)
  return isRecord(raw) || Object.keys(inside).length > 0 ? inside : undefined
}

/** A grid without rows is an empty list, never absent: core takes an absent one for a first row with every cell missing. */
function shapeGrid({ field, raw, prior, path }: Spot, pass: Pass): unknown[] {
  if (isAbsent(raw)) return []
  if (!Array.isArray(raw)) return refuse(pass, { path, key: 'rows', label: field.label }) ?? []
  const most = numberOf(field.validate.maxLength) ?? limits.rows
  const least = numberOf(field.validate.minLength) ?? 0
  if (raw.length > most) return refuse(pass, { path, key: 'maxRows', label: field.label, data: { count: most } }) ?? []
  if (raw.length < least) refuse(pass, { path, key: 'minRows', label: field.label, data: { count: least } })
  return raw.map((row: unknown, index) => {
    const at = `${path}[${index}]`
    if (!isRecord(row)) return refuse(pass, { path: at, key: 'rows', label: field.label }) ?? {}
    return shapeLevel(field.fields, { data: row, prior: recordOf(listOf(prior)[index]), at: `${at}.` }, pass)
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
