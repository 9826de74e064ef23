import { isRecord } from '../../component.ts'
import { numberOf } from '../numbers.ts'
import { limits } from '../limits.ts'
import { empty, isAbsent, valued, wrong, type Checked, type Kind } from './kind.ts'

/**
 * Upload urls of ours. The doubled form is what the stock url provider makes of a relative answer; both name the same file.
 * Anything else, above all another host, would make readers' browsers call a stranger.
 */
const ours = /^(?:\/api\/files)?\/api\/files\/([A-Za-z0-9_-]{1,64})$/

/** Keeps the ids only: name, size and type are rebuilt from the stored file, never taken from the sender. */
export const fileKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  const records: unknown[] = Array.isArray(value) ? value : [value]
  if (records.length === 0) return empty
  const most = field.multiple ? (numberOf(field.validate.maxLength) ?? limits.items) : 1
  if (records.length > most) return field.multiple ? wrong('maxItems', { count: most }) : wrong('single')
  const ids = records.map(fileIdOf)
  const fault = ids.find((id) => id.is === 'wrong')
  if (fault) return fault
  const urls = ids.flatMap((id) => (id.is === 'id' ? [fileUrl(id.value)] : []))
  return new Set(urls).size < urls.length ? wrong('fileTwice') : valued(urls.map((url) => ({ url })))
}

export const fileUrl = (id: string): string => `/api/files/${id}`

/** The id in a record of ours; undefined for anything else. */
export function idOfRecord(record: unknown): string | undefined {
  const id = fileIdOf(record)
  return id.is === 'id' ? id.value : undefined
}

function fileIdOf(record: unknown): { is: 'id'; value: string } | Extract<Checked, { is: 'wrong' }> {
  if (!isRecord(record) || typeof record.url !== 'string') return { is: 'wrong', problem: { key: 'file' } }
  const id = ours.exec(record.url)?.[1]
  if (id === undefined || (record.storage !== undefined && record.storage !== 'url')) return { is: 'wrong', problem: { key: 'fileForeign' } }
  return { is: 'id', value: id }
}
