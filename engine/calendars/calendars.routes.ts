import { defineRoute, operate, view, type Route } from '../http/route.ts'
import { calendarDayParams, calendarQuery, putCalendarDayBody } from './calendars.api.ts'
import type { Calendars } from './calendars.ts'

export function calendarRoutes({ calendars }: { calendars: Calendars }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/calendars',
      right: view('calendars'),
      summary: 'Holidays and make-up working days of a year',
      query: calendarQuery,
      handle: async ({ actor, query }) => ({ body: await calendars.year(actor.district, query.year) }),
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
