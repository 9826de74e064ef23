import { pino } from 'pino'
import type { Config } from './config.ts'

export type Log = {
  debug(data: object, text: string): void
  info(data: object, text: string): void
  warn(data: object, text: string): void
  error(data: object, text: string): void
}

/** One JSON line per entry on standard output. Secrets that slip into an entry's data are blanked by name. */
export function createLog(level: Config['logLevel']): Log {
  const secrets = ['password', 'authorization', 'cookie', 'token']
  return pino({ level, base: null, redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '***' } })
}
