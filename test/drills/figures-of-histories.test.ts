import { afterEach, expect, it } from 'vitest'
import fc from 'fast-check'
import { createTestApp, type TestApp } from '../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../support/databases.ts'
import type { TestClient } from '../support/test-client.ts'
import { aRectification, aReport } from '../processes/hazard/support/builders.ts'
import { expectFiguresEqualLists } from './support/whole.ts'

/** Random histories of hazards through the API: after each one the figures of every township equal the lists. */
const acts = ['report', 'report-immediate', 'rectify', 'accept', 'return', 'withdraw', 'next-day'] as const
const history = fc.array(fc.record({ act: fc.constantFrom(...acts), who: fc.nat({ max: 2 }), which: fc.nat({ max: 30 }) }), { minLength: 6, maxLength: 14 })
const enterprises = ['qy01', 'qy06', 'qy09']
const townships = ['luoshe', 'yangshan', 'qianqiao']

let app: TestApp | undefined
afterEach(() => app?.stop())

it.each<DatabaseKind>(['sqlite', 'postgres'])('figures equal lists whatever happens, on %s', { timeout: 120_000 }, async (kind) => {
  app = await createTestApp({ modules: 'all', demo: true, database: await freshDatabase(kind), now: '2026-03-27T01:00:00.000Z' })
  const running = app
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      let people = await logIn(running)
      for (const { act, ...step } of steps) {
        if (act === 'next-day') {
          await running.advance({ days: 1 })
          people = await logIn(running)
        } else await perform({ act, ...step }, people, running.engine.clock.today())
      }
      await running.idle()

      for (const period of ['2026', '2026-Q1']) await expectFiguresEqualLists(people.office, period)
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

type People = { office: TestClient; enterprises: TestClient[]; townships: TestClient[] }

async function logIn(running: TestApp): Promise<People> {
  const as = (names: string[]) => Promise.all(names.map((name) => running.as(name)))
  const [office] = await as(['aqb'])
  if (!office) throw new Error('no office')
  return { office, enterprises: await as(enterprises), townships: await as(townships) }
}

/** What cannot be done in this state of things is not done: a history is what is left. */
async function perform(
  { act, who, which }: { act: Exclude<(typeof acts)[number], 'next-day'>; who: number; which: number },
  people: People,
  today: string,
): Promise<void> {
  const enterprise = people.enterprises[who]
  const township = people.townships[who]
  if (!enterprise || !township) return
  const rectification = aRectification({ completedOn: today })
  switch (act) {
    case 'report':
      return start(enterprise, aReport({ foundOn: today, deadlineOn: today, level: which % 3 === 0 ? 'major' : 'general', basis: '判定标准' }))
    case 'report-immediate':
      return start(enterprise, aReport({ foundOn: today, rectifyMode: 'immediate', deadlineOn: undefined, precautions: undefined, ...rectification }))
    case 'rectify':
      return complete(enterprise, which, rectification)
    case 'accept':
      return complete(township, which, { decision: 'accept' })
    case 'return':
      return complete(township, which, { decision: 'return', opinion: '不合格' })
    case 'withdraw': {
      const { body } = await enterprise.get('/api/tasks?box=started&limit=200')
      const instance = body.items[which % Math.max(1, body.items.length)]
      if (instance) expect([200, 409]).toContain((await enterprise.post(`/api/instances/${instance.instanceId}/withdraw`, {})).status)
    }
  }
}

async function start(client: TestClient, data: object): Promise<void> {
  const { status, body } = await client.post('/api/processes/hazard-self-report/start', { data })
  expect({ status, body }).toMatchObject({ status: 201 })
}

async function complete(client: TestClient, which: number, data: object): Promise<void> {
  const { body } = await client.get('/api/tasks?box=todo&limit=200')
  const task = body.items[which % Math.max(1, body.items.length)]
  if (task) expect(await client.post(`/api/tasks/${task.id}/complete`, { data })).toMatchObject({ status: 200 })
}
