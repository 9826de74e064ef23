import type { FileValue } from '../../engine/files/files.api.ts'
import type { Actor } from '../../engine/module.ts'
import { textOf } from '../component.ts'
import type { Field } from './compile.ts'
import { extensionsOf, matchesPattern, sizeOf } from './file-limits.ts'
import type { Issue } from './issue.ts'
import { fileUrl, idOfRecord } from './kinds/file.kind.ts'
import type { Place } from './walk-values.ts'

/** A stored file as the file store knows it: the only facts that count. */
export type FileFacts = { id: string; ownerId: string; name: string; size: number; type: string }
export type FilesOf = (ids: string[]) => Promise<FileFacts[]>

type FilePlace = Place<Field> & { value: unknown[] }

/**
 * Replaces every file record by one made from the stored file's facts, and says what is wrong: unknown or somebody else's,
 * wrong type, wrong size. Files that the case already held stay allowed for whoever may see the case.
 * @returns the ids that the data now refers to, and the issues. One look-up for all.
 */
export async function checkFiles(args: {
  places: readonly Place<Field>[]
  prior: Record<string, unknown>
  actor: Actor
  isLocked(path: string): boolean
  filesOf: FilesOf
}): Promise<{ fileIds: string[]; issues: Issue[] }> {
  const values = args.places.filter(isFileValue)
  const ids = [...new Set(values.flatMap(({ value }) => value.flatMap((record) => idOfRecord(record) ?? [])))]
  if (ids.length === 0) return { fileIds: [], issues: [] }
  const stored = new Map((await args.filesOf(ids)).map((file) => [file.id, file]))
  const before = idsIn(args.prior)
  const issues = values
    .filter(({ path }) => !args.isLocked(path))
    .flatMap((place) => {
      const mayUse = (file: FileFacts) => file.ownerId === args.actor.userId || before.has(file.id)
      const checked = checkValue(place, stored, mayUse)
      if (checked.issues.length === 0) place.level[place.field.key] = checked.records
      return checked.issues
    })
  return { fileIds: ids, issues }
}

const isFileValue = (place: Place<Field>): place is FilePlace => place.field.type === 'file' && Array.isArray(place.value)

function checkValue(
  { field, path, value }: FilePlace,
  stored: Map<string, FileFacts>,
  mayUse: (file: FileFacts) => boolean,
): { records: unknown[]; issues: Issue[] } {
  const files = value.map((record) => stored.get(idOfRecord(record) ?? ''))
  const issues = files.flatMap((file, index): Issue[] => {
    const at = `${path}[${index}]`
    if (!file || !mayUse(file)) return [{ path: at, key: 'fileUnknown', label: field.label }]
    return limitIssues(field, file, at)
  })
  return { issues, records: files.flatMap((file) => (file ? [recordOfFile(file)] : [])) }
}

function limitIssues(field: Field, file: FileFacts, path: string): Issue[] {
  const { filePattern, fileMaxSize, fileMinSize } = field.component
  const issue = (key: Issue['key'], data: Record<string, string>): Issue => ({ path, key, label: field.label, data: { name: file.name, ...data } })
  if (!matchesPattern(file, textOf(filePattern))) return [issue('fileType', { pattern: extensionsOf(textOf(filePattern)) })]
  if (file.size > (sizeOf(fileMaxSize) ?? Infinity)) return [issue('fileTooBig', { size: textOf(fileMaxSize) })]
  if (file.size < (sizeOf(fileMinSize) ?? 0)) return [issue('fileTooSmall', { size: textOf(fileMinSize) })]
  return []
}

/** The same record that the upload answered. `name` is unique, as Form.io expects of it; people see `originalName`. */
function recordOfFile({ id, name, size, type }: FileFacts): FileValue {
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return { storage: 'url', name: `${id}.${extension}`, originalName: name, size, type, url: fileUrl(id) }
}

/** Ids of our files anywhere in what the person was shown. */
function idsIn(value: unknown, found = new Set<string>()): Set<string> {
  const id = idOfRecord(value)
  if (id !== undefined) found.add(id)
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) idsIn(inner, found)
  return found
}
