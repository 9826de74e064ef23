import { addDays, addMs, dayOf, lastInstantOf } from '../clock.ts'
import { appError } from '../errors.ts'
import { addWorkingDays, type IsWorkingDay } from './working-days.ts'

const limit = /^(\d{1,4})(wd|d)$/
const duration = /^P(?!$)(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/

/**
 * The instant at which a time limit ends.
 * - `5wd`: end of the fifth working day after the day of `fromIso` in Asia/Shanghai
 * - `3d`: end of the third calendar day after it
 * - `PT4H`, `P1DT12H`: that long after the instant (no years or months: they have no fixed length)
 * - an instant or a day: itself (a day means its end)
 * Errors: request.invalid for anything else.
 */
export function dueAt(spec: string, fromIso: string, isWorkingDay: IsWorkingDay): string {
  const text = spec.trim()
  const days = limit.exec(text)
  if (days !== null) {
    const n = Number(days[1])
    return lastInstantOf(days[2] === 'wd' ? addWorkingDays(isWorkingDay, dayOf(fromIso), n) : addDays(dayOf(fromIso), n))
  }
  const parts = duration.exec(text)
  if (parts !== null) return addMs(fromIso, durationMs(parts))
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return lastInstantOf(text)
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString()
  throw appError('request.invalid', { fields: [{ path: 'due', message: text.slice(0, 60) }] })
}

function durationMs(parts: RegExpExecArray): number {
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}
