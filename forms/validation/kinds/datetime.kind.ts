import { isCalendarDay } from '../days.ts'
import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

const shape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** An instant as the calendar component submits it: ISO 8601 with a zone. Stored in UTC. */
export const datetimeKind: Kind = (value) => {
  if (isAbsent(value)) return empty
  const parts = typeof value === 'string' ? shape.exec(value) : null
  if (!parts || typeof value !== 'string' || !isCalendarDay(parts[1] ?? '')) return wrong('date')
  return valued(new Date(value).toISOString())
}
