import { resolve } from 'node:path'
import { z } from 'zod'
import { appError } from './errors.ts'

const onOff = z.enum(['on', 'off'])

/** Every variable there is; http-api documentation and README list the same ones. */
const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65535))
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:%-]{1,255}$/)
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/)
    .optional(),
  DATA_DIR: z.string().min(1).max(1000).default('data'),
  DEMO: onOff.optional(),
  JOBS: onOff.default('on'),
  SURFACES: z.literal('all').default('all'),
  PLUGINS: z
    .string()
    .regex(/^[a-z0-9-]*(,[a-z0-9-]+)*$/)
    .default(''),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  TRUST_PROXY: onOff.default('off'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TEST_CLOCK: onOff.default('off'),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
})

type Environment = z.output<typeof environment>
type Name = keyof Environment

/** Their values never appear in a sentence or a log. */
const secrets: string[] = ['DATABASE_URL', 'METRICS_TOKEN'] satisfies Name[]

export type Config = {
  port: number
  host: string
  databaseUrl: string
  /** Absolute path: database, files, keys. */
  dataDir: string
  /** `auto`: demo data when the database is empty and embedded. */
  demo: 'on' | 'off' | 'auto'
  jobs: boolean
  plugins: readonly string[]
  /** Origin under which browsers reach this installation, when it stands behind a proxy. */
  publicUrl: string | undefined
  trustProxy: boolean
  logLevel: Environment['LOG_LEVEL']
  testClock: boolean
  metricsToken: string | undefined
}

/**
 * Reads the environment once. Throws `config.invalid` with `{ variable, value }`; the start prints it as one sentence, whose
 * description of what is allowed is `config.allowed.<variable>` in the locale files.
 * An empty variable counts as not set. One that begins with CHAZHI_ is refused: it is a mistake for one of these, and
 * would otherwise be silently without effect.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Readonly<Config> {
  const foreign = Object.keys(env).find((name) => name.startsWith('CHAZHI_'))
  if (foreign !== undefined) throw appError('config.invalid', { variable: foreign, names })

  const given = Object.fromEntries(names.map((name) => [name, env[name] === '' ? undefined : env[name]]))
  const read = environment.safeParse(given)
  if (!read.success) throw refused(read.error.issues[0]?.path[0], env)
  if (read.data.TEST_CLOCK === 'on' && env.NODE_ENV === 'production') throw refused('TEST_CLOCK', env)
  return Object.freeze(configOf(read.data))
}

const names = Object.keys(environment.shape)

function configOf(values: Environment): Config {
  const dataDir = resolve(values.DATA_DIR)
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? `sqlite:${dataDir}/chazhi.db`,
    dataDir,
    demo: values.DEMO ?? 'auto',
    jobs: values.JOBS === 'on',
    plugins: Object.freeze(values.PLUGINS.split(',').filter((name) => name !== '')),
    publicUrl: values.PUBLIC_URL,
    trustProxy: values.TRUST_PROXY === 'on',
    logLevel: values.LOG_LEVEL,
    testClock: values.TEST_CLOCK === 'on',
    metricsToken: values.METRICS_TOKEN,
  }
}

function refused(variable: PropertyKey | undefined, env: Record<string, string | undefined>) {
  const name = String(variable)
  return appError('config.invalid', { variable: name, value: secrets.includes(name) ? undefined : env[name] })
}
