import chineseDays from 'chinese-days'

/** The years whose holidays and make-up days the State Council has announced and the package knows. */
const covered = { from: 2004, to: lastCoveredYear() }

/** Is this year's calendar known? Outside, only weekends are off, until the district enters its days. */
export function isCoveredYear(year: number): boolean {
  return year >= covered.from && year <= covered.to
}

/** Working day by national calendar: weekends off, holidays off, make-up days (调休) on. */
export function isNationalWorkingDay(day: string): boolean {
  if (!isCoveredYear(Number(day.slice(0, 4)))) return !isWeekend(day)
  return chineseDays.isWorkday(day)
}

/** Name of a holiday or make-up day as the package has it, in Chinese; empty for ordinary days. */
export function nationalDayName(day: string): string {
  return chineseDays.getDayDetail(day).name.split(',')[1] ?? ''
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00.000Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}

/** Each covered year has National Day off on 1 October; the first one without is not covered. */
function lastCoveredYear(): number {
  let year = 2004
  while (nationalDayName(`${year + 1}-10-01`) !== '') year += 1
  return year
}
