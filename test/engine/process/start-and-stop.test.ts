import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../engine/db/database.ts'
import { startServer, type ServerProcess } from '../../support/server-process.ts'
import { createTestClient } from '../../support/test-client.ts'

/** Each test starts whole processes; on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let started: ServerProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chazhi-process-'))
  started = []
})
afterEach(async () => {
  for (const server of started) server.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer({ DATA_DIR: folder, DEMO: 'off', ...env })
  started.push(server)
  return server
}

it('a first start without demo prints an initial password, once, with which the administrator logs in', async () => {
  const server = await start()
  const url = await server.ready
  const password = /initial password (\S+) \(shown/.exec(server.output())?.[1] ?? ''

  const { status, body } = await createTestClient(() => url).post('/api/session', { username: 'admin', password })

  expect(status).toBe(200)
  expect(body).toMatchObject({ username: 'admin', demo: false, permissions: { users: 'operate', settings: 'operate', operations: 'operate' } })
})

it('a second start prints no password and keeps everything', async () => {
  const first = await start()
  await first.ready
  first.kill('SIGTERM')
  await first.ended

  const second = await start()
  await second.ready

  expect(second.output()).not.toContain('password')
})

it('SIGTERM lets what is in flight end, and then ends with 0', async () => {
  const server = await start()
  const url = await server.ready
  const inFlight = Array.from({ length: 20 }, () => createTestClient(() => url).post('/api/session', { username: 'nobody', password: 'x' }))
  await fetch(`${url}/healthz`)

  server.kill('SIGTERM')

  expect((await Promise.all(inFlight)).every(({ status }) => status === 401 || status === 423)).toBe(true)
  expect(await server.ended).toBe(0)
})

it('readiness turns red before the last connection is taken', async () => {
  const server = await start()
  const url = await server.ready
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  server.kill('SIGTERM')

  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 20 }).toBe(503)
  expect(await server.ended).toBe(0)
})

it('a taken port stops the start with one sentence that says what to do', async () => {
  const other = await listen()

  const server = await start({ PORT: String(portOf(other)) })

  expect(await server.ended).toBe(1)
  expect(server.output().trim()).toBe(
    `端口 ${portOf(other)} 已被占用，请停止占用它的程序，或用 PORT 指定另一个端口。 Port ${portOf(other)} is taken: stop the program that uses it, or choose another one with PORT.`,
  )
  other.close()
})

it('a wrong variable stops the start with one sentence that names it', async () => {
  const server = await start({ JOBS: 'sometimes' })

  expect(await server.ended).toBe(1)
  expect(server.output().trim()).toBe(
    '配置变量 JOBS 的值 sometimes 无效，允许：on 或 off。 The configuration variable JOBS with the value sometimes is not valid; allowed: on or off.',
  )
})

it('an unknown plugin stops the start', async () => {
  const server = await start({ PLUGINS: 'no-such-plugin' })

  expect(await server.ended).toBe(1)
  expect(server.output()).toMatch(/PLUGINS.*no-such-plugin/)
})

it('an unreachable database stops the start with one sentence, without its password', async () => {
  const server = await start({ DATABASE_URL: 'postgres://chazhi:hunter2@127.0.0.1:1/chazhi' })

  expect(await server.ended).toBe(1)
  expect(server.output().trim().split('\n')).toHaveLength(1)
  expect(server.output()).toContain('DATABASE_URL')
  expect(server.output()).not.toContain('hunter2')
})

it('a database from a newer version stops the start and is left as it is', async () => {
  const url = `sqlite:${join(folder, 'chazhi.db')}`
  const first = await start()
  await first.ready
  first.kill('SIGTERM')
  await first.ended
  const database = await openDatabase({ url })
  await database.knex('engine_migration').insert({ name: '20990101T0000-of-the-future' })
  await database.close()

  const server = await start()

  expect(await server.ended).toBe(1)
  expect(server.output().trim().split('\n')).toEqual([expect.stringContaining('数据库由更新版本的程序创建')])
})

function listen(): Promise<Server> {
  const server = createServer()
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
