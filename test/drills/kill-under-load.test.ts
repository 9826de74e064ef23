import { afterEach, expect, it } from 'vitest'
import { addDays, dayOf } from '../../engine/clock.ts'
import type { DatabaseKind } from '../support/databases.ts'
import type { TestClient } from '../support/test-client.ts'
import { aRectification, aReport } from '../processes/hazard/support/builders.ts'
import { getUntilAnswered, sendUntilAnswered, type Entry } from './support/journal.ts'
import { createInstallation, withDatabase, type DrillNode, type Installation } from './support/node.ts'
import { expectFiguresEqualLists, expectWhole } from './support/whole.ts'

/**
 * Servers are killed with -9 at random moments while people report, rectify and verify. Every request is repeated with its key until it
 * is answered; afterwards everything that was answered is there exactly once, and nothing else.
 */
let installation: Installation | undefined
afterEach(() => installation?.end())

const people = [
  { enterprise: 'qy01', township: 'luoshe' },
  { enterprise: 'qy02', township: 'luoshe' },
  { enterprise: 'qy06', township: 'yangshan' },
  { enterprise: 'qy07', township: 'yangshan' },
  { enterprise: 'qy09', township: 'qianqiao' },
  { enterprise: 'qy10', township: 'qianqiao' },
]
const casesEach = 6
/** How far each case is taken: reported, rectified, returned, accepted. */
const ends = ['reported', 'rectified', 'returned', 'accepted'] as const
type End = (typeof ends)[number]
const statusOf: Record<End, string> = { reported: 'rectifying', rectified: 'rectified', returned: 'rectifying', accepted: 'closed' }
const openTaskOf: Record<End, string | undefined> = { reported: 'Task_Rectify', rectified: 'Task_Verify', returned: 'Task_Rectify', accepted: undefined }
const commandsOf: Record<End, string[]> = {
  reported: ['start'],
  rectified: ['start', 'complete'],
  returned: ['start', 'complete', 'complete'],
  accepted: ['start', 'complete', 'complete'],
}

it.each<[DatabaseKind, number]>([
  ['sqlite', 1],
  ['postgres', 2],
])('on %s with %i node(s) nothing that was answered is lost, and nothing happens twice', { timeout: 180_000 }, async (kind, count) => {
  installation = await createInstallation(kind)
  const nodes: DrillNode[] = []
  for (let index = 0; index < count; index++) {
    const node = installation.node()
    await node.start()
    nodes.push(node)
  }
  const [first] = nodes
  if (!first) throw new Error('no node')
  const office = await first.as('aqb')
  const today = dayOf((await office.get('/api/test/clock')).body.now)
  const year = today.slice(0, 4)
  const before = await withDatabase(installation.databaseUrl, async (db) => Number((await db('instance').count({ count: '*' }).first())?.['count']))
  const journal: Entry[] = []
  const cases: { instanceId: string; end: End }[] = []

  const sent = async (clients: () => TestClient[], request: { key: string; path: string; body: object }) => {
    const entry = await sendUntilAnswered(clients, request)
    journal.push(entry)
    expect({ path: entry.path, status: entry.answer.status, body: entry.answer.body }).toMatchObject({ status: request.path.endsWith('/start') ? 201 : 200 })
    return entry.answer.body
  }
  const taskOf = async (clients: () => TestClient[], instanceId: string, taskKey: string) => {
    const { body } = await getUntilAnswered(clients, '/api/tasks?box=todo&limit=200')
    const mine = body.items.filter((item: { instanceId: string }) => item.instanceId === instanceId)
    expect(mine).toMatchObject([{ taskKey }])
    return mine[0].id as string
  }
  const work = async ({ enterprise, township }: (typeof people)[number], index: number) => {
    const reporters = await sessions(nodes, enterprise)
    const verifiers = await sessions(nodes, township)
    for (let round = 0; round < casesEach; round++) {
      const end = ends[(index + round) % ends.length] ?? 'accepted'
      const data = aReport({ title: `${enterprise} 第 ${round} 件`, foundOn: today, deadlineOn: addDays(today, 8) })
      const { instanceId } = await sent(reporters, { key: `${enterprise}-${round}`, path: '/api/processes/hazard-self-report/start', body: { data } })
      cases.push({ instanceId, end })
      if (end === 'reported') continue
      const complete = async (clients: () => TestClient[], taskKey: string, form: object) => {
        const id = await taskOf(clients, instanceId, taskKey)
        await sent(clients, { key: `complete ${id}`, path: `/api/tasks/${id}/complete`, body: { data: form } })
      }
      await complete(reporters, 'Task_Rectify', aRectification({ completedOn: today }))
      if (end === 'rectified') continue
      await complete(verifiers, 'Task_Verify', end === 'accepted' ? { decision: 'accept' } : { decision: 'return', opinion: '不合格' })
    }
  }

  let isWorking = true
  const working = Promise.all(people.map(work)).finally(() => (isWorking = false))
  const killing = killNowAndThen(nodes, () => isWorking)
  await working
  const kills = await killing

  expect(kills).toBeGreaterThan(0)
  expect(cases).toHaveLength(people.length * casesEach)
  await expectFiguresEqualLists(office, year)
  const listed = await hazardsOf(office)
  for (const { instanceId, end } of cases) expect({ instanceId, status: listed.get(instanceId) }).toEqual({ instanceId, status: statusOf[end] })
  await replayed(journal, nodes)
  for (const node of nodes) await node.kill()
  await withDatabase(installation.databaseUrl, async (db) => {
    expect(Number((await db('instance').count({ count: '*' }).first())?.['count'])).toBe(before + cases.length)
    for (const { instanceId, end } of cases) {
      const acts = (await db('command').where({ instanceId }).orderBy('rev').select('act')).map(({ act }) => act)
      const open = (await db('task').where({ instanceId }).select('nodeId')).map(({ nodeId }) => nodeId)
      expect({ instanceId, acts, open }).toEqual({ instanceId, acts: commandsOf[end], open: openTaskOf[end] === undefined ? [] : [openTaskOf[end]] })
    }
    await expectWhole(db)
  })
})

/** One session per node that knows the same person: a node that is down is tried all the same, and fails. */
async function sessions(nodes: DrillNode[], username: string): Promise<() => TestClient[]> {
  const clients = await Promise.all(nodes.map((node) => untilItWorks(() => node.as(username))))
  return () => clients
}

async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt++) {
    try {
      return await work()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  return work()
}

/** Kills one node after the other, each after a random while of work, until the work is done. @returns how often */
async function killNowAndThen(nodes: DrillNode[], isWorking: () => boolean): Promise<number> {
  for (let kills = 0; ; kills++) {
    const victim = nodes[kills % nodes.length]
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 700))
    if (!isWorking() || !victim) return kills
    await victim.kill()
    await victim.start()
  }
}

async function hazardsOf(office: TestClient): Promise<Map<string, string>> {
  const statuses = new Map<string, string>()
  for (let after = ''; ;) {
    const { body } = await office.get(`/api/hazards?limit=200${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`)
    for (const { instanceId, status } of body.items) statuses.set(instanceId, status)
    if (body.next === null) return statuses
    after = body.next
  }
}

/** Everything once more, as a client that lost its answers would send it: the same answers, and nothing changes. */
async function replayed(journal: Entry[], nodes: DrillNode[]): Promise<void> {
  const clients = new Map<string, TestClient>()
  for (const { enterprise } of people) clients.set(enterprise, await (nodes.at(-1) ?? fail()).as(enterprise))
  for (const { key, path, body, answer } of journal.filter(({ path: each }) => each.endsWith('/start'))) {
    const client = clients.get(key.split('-')[0] ?? '')
    expect((await client?.post(path, body, { headers: { 'idempotency-key': key } }))?.body).toEqual(answer.body)
  }
}

function fail(): never {
  throw new Error('no node')
}
