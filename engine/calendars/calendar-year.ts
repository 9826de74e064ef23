import { addDays } from '../clock.ts'
import type { CalendarDayView, CalendarView } from './calendars.api.ts'
import type { CalendarDay } from './calendars.store.ts'
import { isCoveredYear, isNationalWorkingDay, isWeekend, nationalDayName } from './national-days.ts'

/** The days of a year that are not what their weekday says, or that have a name. */
export function calendarYear(year: number, own: ReadonlyMap<string, CalendarDay>): CalendarView {
  const items: CalendarDayView[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    const view = dayView(day, own.get(day))
    if (view.from === 'district' || view.working === isWeekend(day) || view.name !== '') items.push(view)
  }
  return { year, covered: isCoveredYear(year), items }
}

function dayView(day: string, special: CalendarDay | undefined): CalendarDayView {
  if (special !== undefined) return { day, working: special.kind === 'work', name: special.name, from: 'district' }
  return { day, working: isNationalWorkingDay(day), name: nationalDayName(day), from: 'national' }
}
