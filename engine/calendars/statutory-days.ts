import { addDays } from '../clock.ts'
import lunarFestivals from './lunar-festivals.json' with { type: 'json' }

/**
 * The days that are off every year by law (全国年节及纪念日放假办法), whatever an announcement adds around them. For years that nobody has
 * announced yet: a limit over New Year must not count New Year's Day because the announcement comes in November.
 */
export function statutoryDayName(day: string): string | undefined {
  return solarDays[day.slice(5)] ?? lunarDays.get(day) ?? (isQingming(day) ? '清明' : undefined)
}

const solarDays: Record<string, string> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
}

/** From New Year's Eve to the third day of the year; one day each in May and August. A table, because what computes them errs near midnight. */
const lunarDays = new Map(
  Object.entries(lunarFestivals).flatMap(([year, [newYear, dragonBoat, midAutumn]]) => [
    ...[-1, 0, 1, 2].map((n) => [addDays(`${year}-${newYear}`, n), '春节'] as const),
    [`${year}-${dragonBoat}`, '端午'] as const,
    [`${year}-${midAutumn}`, '中秋'] as const,
  ]),
)

/** The solar term by the usual approximation, exact from 2000 to 2099. */
function isQingming(day: string): boolean {
  const year = Number(day.slice(2, 4))
  return day.slice(5) === `04-0${Math.floor(year * 0.2422 + 4.81) - Math.floor(year / 4)}`
}
