import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase, type Database } from '../../engine/db/database.ts'
import { migrate } from '../../engine/db/migrate.ts'
import { engineMigrations } from '../../engine/db/migrations/index.ts'
import { startPostgres } from '../support/postgres-server.ts'
import { casesOf, type Case } from './cases.ts'
import { measureDeployment } from './deployment.ts'
import { measureInclusiveJoin } from './inclusive.ts'
import { measureInterpreter } from './interpreter.ts'
import { measure, median, type Sample } from './measure.ts'
import { measureMultiInstance } from './multi-instance.ts'
import { report, type Large, type Row } from './report.ts'

const rounds = Number(process.env['ROUNDS'] ?? 5)
const count = Number(process.env['COUNT'] ?? 1000)

const folder = mkdtempSync(join(tmpdir(), 'chazhi-bench-'))
const server = await startPostgres({ durable: true })
try {
  const sections: { title: string; rows: Row[] }[] = []
  const isAll = !process.argv.includes('--large')
  if (isAll) sections.push({ title: 'PostgreSQL, 32 at once', rows: await section(await prepared(server.url), 32) })
  if (isAll) sections.push({ title: 'SQLite (WAL, FULL), one client', rows: await section(await prepared(`sqlite:${join(folder, 'one.db')}`), 1) })
  if (isAll) sections.push({ title: 'SQLite (WAL, FULL), 32 at once', rows: await section(await prepared(`sqlite:${join(folder, 'many.db')}`), 32) })
  const text = report({ machine: machine(), rounds, count, sections, interpreter: await measureInterpreter(), large: await largeThings() })
  console.log(text)
  if (isAll && process.argv.includes('--write')) writeFileSync('docs/bench.md', text)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function prepared(url: string): Promise<Database> {
  const database = await openDatabase({ url, pool: { min: 0, max: 40 } })
  await migrate(database, [{ scope: 'engine', migrations: engineMigrations }])
  return database
}

/** What must not cost more because there is much of it. */
async function largeThings(): Promise<Large> {
  const database = await prepared(`sqlite:${join(folder, 'large.db')}`)
  const loops = await measureMultiInstance(database, Math.min(rounds, 3))
  const deployment = await measureDeployment(database, rounds)
  await database.close()
  return { loops, deployment, joins: await measureInclusiveJoin() }
}

/** Every case in every round, one after the other, so that a machine that slows down slows all of them. */
async function section(database: Database, clients: number): Promise<Row[]> {
  const databasePid = database.kind === 'postgres' ? await postmasterPid() : undefined
  const cases = await casesOf(database)
  const samples = new Map<Case, Sample[]>(cases.map((each) => [each, []]))
  for (let round = -1; round < rounds; round++) {
    for (const each of cases) {
      const work = await each.prepare(round, round < 0 ? 100 : count)
      const sample = await measure({ count: round < 0 ? 100 : count, clients, databasePid }, work)
      if (round >= 0) samples.get(each)?.push(sample)
    }
  }
  await database.close()
  const floors = samples.get(cases[0] ?? never()) ?? []
  return cases.map((each) => rowOf(each, samples.get(each) ?? [], floors))
}

function rowOf({ name, steps }: Case, samples: Sample[], floors: Sample[]): Row {
  const of = (key: keyof Sample) => median(samples.map((sample) => sample[key]))
  const ratio = median(samples.map((sample, index) => (sample.perSecond * steps) / (floors[index]?.perSecond ?? 1)))
  return { name, perSecond: of('perSecond'), ratio, nodeUs: of('nodeUs'), databaseUs: of('databaseUs'), p50: of('p50'), p99: of('p99') }
}

async function postmasterPid(): Promise<number> {
  const client = new pg.Client(server.url)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const parent = parentOf(rows[0]?.pid ?? 0)
  await client.end()
  return parent
}

function parentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] ?? 0)
}

function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, client, server and database on one machine`
}

function never(): never {
  throw new Error('no cases')
}
