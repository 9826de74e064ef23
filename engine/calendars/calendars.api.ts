import { z } from 'zod'
import { shortListQuery, type Page } from '../http/paging.ts'

/** Contract of /api/calendars: `GET ?year=` and `PUT /api/calendars/:day`; kind null returns a day to the national calendar. */
export const calendarQuery = shortListQuery.extend({ year: z.coerce.number().int().min(2004).max(2100) })
export const calendarDayParams = z.object({ day: z.iso.date() })
export const putCalendarDayBody = z.strictObject({ kind: z.enum(['work', 'off']).nullable(), name: z.string().max(60).default('') })

export type CalendarDayView = { day: string; working: boolean; name: string; from: 'district' | 'national' }
/** `items`: days that differ from plain weekdays and weekends. `covered`: the national holidays of the year are known. */
export type CalendarView = { year: number; covered: boolean; items: CalendarDayView[] }
export type CalendarPage = Omit<CalendarView, 'items'> & Page<CalendarDayView>
