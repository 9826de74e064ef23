import { Cron } from 'croner'

/** Where the clocks of cron expressions hang, wherever the server stands. */
const timezone = 'Asia/Shanghai'

/** Five fields as Unix writes them, `0 9 * * MON-FRI`, or six to seven as Quartz does, `0 0/5 9-17 ? * MON-FRI`. Only parsed: no clock is asked. */
export const isCron = (text: string) => cronOf(text) !== undefined

/** The first time after an instant, in China. @returns ISO instant; undefined when the text is no cron expression or there is no such time any more. */
export function nextCron(text: string, after: string): string | undefined {
  return cronOf(text)?.nextRun(new Date(after))?.toISOString()
}

/** Quartz counts weekdays from Sunday = 1, and wants both day and weekday to fit; Unix counts from Sunday = 0, and wants either. */
function cronOf(text: string): Cron | undefined {
  const fields = text.trim().split(/\s+/)
  if (fields.length < 5 || fields.length > 7) return undefined
  const isQuartz = fields.length > 5
  try {
    return new Cron(fields.join(' ').replaceAll('?', '*'), { paused: true, timezone, alternativeWeekdays: isQuartz, domAndDow: isQuartz, sloppyRanges: true })
  } catch {
    return undefined
  }
}
