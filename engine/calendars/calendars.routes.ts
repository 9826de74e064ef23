import { shortPage } from '../http/paging.ts'
import { defineRoute, operate, view, type Route } from '../http/route.ts'
import { calendarDayParams, calendarQuery, putCalendarDayBody, type CalendarPage } from './calendars.api.ts'
import type { Calendars } from './calendars.ts'

export function calendarRoutes({ calendars }: { calendars: Calendars }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/calendars',
      right: view('calendars'),
      summary: 'Holidays and make-up working days of a year',
      query: calendarQuery,
      handle: async ({ actor, query: { year, ...part } }) => {
        const { items, ...rest } = await calendars.year(actor.district, year)
        const body: CalendarPage = { ...rest, ...shortPage(items, part, ({ day }) => day) }
        return { body }
      },
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
        return { body: await calendars.year(actor.district, Number(params.day.slice(0, 4))) }
      },
    }),
  ]
}
