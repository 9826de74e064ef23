import { now } from './clock.ts'

const zone = 'Asia/Shanghai'
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const timeFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })

/** Calendar day in Asia/Shanghai, YYYY-MM-DD, wherever the browser is. */
export function dayOf(instant: string): string {
  return dayFormat.format(new Date(instant))
}

/** YYYY-MM-DD HH:mm in Asia/Shanghai. */
export function minuteOf(instant: string): string {
  return timeFormat.format(new Date(instant))
}

export function today(): string {
  return dayFormat.format(now())
}

/** Whole days from today to the day of the instant; negative when it has passed. */
export function daysUntil(instant: string): number {
  return Math.round((Date.parse(dayOf(instant)) - Date.parse(today())) / 86_400_000)
}

/** 12.3 %; null (nothing to divide by) is shown as "/". */
export function rate(value: number | null): string {
  return value === null ? '/' : `${value.toFixed(1)}%`
}

export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
