import { Cron } from 'croner'

/** Five to seven fields as cron and Quartz write them: `0 9 * * MON-FRI`, `0 0 9 * * ?`. Only parsed: no clock is asked. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/)
  if (fields.length < 5 || fields.length > 7) return false
  try {
    new Cron(fields.join(' ').replaceAll('?', '*'), { paused: true })
    return true
  } catch {
    return false
  }
}
