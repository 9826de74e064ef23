import { addDays } from '../clock.ts'
import { defineRoute, operate, view, type Route } from '../http/route.ts'
import { calendarDayParams, calendarQuery, putCalendarDayBody, type CalendarDayView, type CalendarView } from './calendars.api.ts'
import type { Calendars } from './calendars.ts'
import type { CalendarDay } from './calendars.store.ts'
import { isCoveredYear, isNationalWorkingDay, isWeekend, nationalDayName } from './national-days.ts'

export function calendarRoutes({ calendars }: { calendars: Calendars }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/calendars',
      right: view('calendars'),
      summary: 'Holidays and make-up working days of a year',
      query: calendarQuery,
      handle: async ({ actor, query }) => ({ body: yearOf(query.year, await calendars.days(actor.district)) }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/calendars/:day',
      right: operate('calendars'),
      summary: 'Make a day a working day or a day off in the district',
      params: calendarDayParams,
      body: putCalendarDayBody,
      handle: async ({ actor, params, body }) => {
        await calendars.put(actor.district, { day: params.day, ...body })
        const year = yearOf(Number(params.day.slice(0, 4)), await calendars.days(actor.district))
        return { body: year }
      },
    }),
  ]
}

function yearOf(year: number, own: Map<string, CalendarDay>): CalendarView {
  const items: CalendarDayView[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const special = own.get(day)
    const working = special ? special.kind === 'work' : isNationalWorkingDay(day)
    const name = special?.name ?? (isCoveredYear(year) ? nationalDayName(day) : '')
    if (special || working === isWeekend(day) || name !== '') items.push({ day, working, name, from: special ? 'district' : 'national' })
  }
  return { year, covered: isCoveredYear(year), items }
}
