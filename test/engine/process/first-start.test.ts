import { expect, it } from 'vitest'
import { firstStart } from '../../../engine/first-start.ts'
import { defineModule } from '../../../engine/module.ts'
import { createTestApp } from '../../support/create-test-app.ts'
import { freshPostgres } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'

const demo = defineModule({ name: 'demo', seed: smallDistrict })

it('an empty embedded database gets the demo, once', async () => {
  const app = await createTestApp({ modules: [demo] })

  expect(await firstStart(app.app, { demo: 'auto' })).toEqual({ kind: 'demo' })
  expect(await firstStart(app.app, { demo: 'auto' })).toEqual({ kind: 'none' })
  expect((await (await app.as('clerk')).get('/api/session')).body.demo).toBe(true)
  await app.stop()
})

it('an empty PostgreSQL gets an administrator, and the demo only when it is asked for', async () => {
  const bare = await createTestApp({ modules: [demo], database: await freshPostgres() })
  const asked = await createTestApp({ modules: [demo], database: await freshPostgres() })

  expect(await firstStart(bare.app, { demo: 'auto' })).toMatchObject({ kind: 'admin', password: expect.stringMatching(/^[\w-]{20}$/) })
  expect(await firstStart(asked.app, { demo: 'on' })).toEqual({ kind: 'demo' })
  await bare.stop()
  await asked.stop()
})

it('two nodes that start at once on an empty database make one administrator', async () => {
  const database = await freshPostgres()
  const nodes = [await createTestApp({ database }), await createTestApp({ database })]

  const results = await Promise.all(nodes.map(({ app }) => firstStart(app, { demo: 'off' })))

  expect(results.map(({ kind }) => kind).sort()).toEqual(['admin', 'none'])
  for (const node of nodes) await node.stop()
})

it('a demo that was not written to its end is not served as if it were', async () => {
  let failing = true
  const breaking = defineModule({
    name: 'breaking',
    seed: async (engine) => {
      await smallDistrict(engine)
      if (failing) throw new Error('the power went out')
    },
  })
  const app = await createTestApp({ modules: [breaking] })
  await expect(firstStart(app.app, { demo: 'on' })).rejects.toThrow('the power went out')
  failing = false

  await expect(firstStart(app.app, { demo: 'on' })).rejects.toMatchObject({ code: 'demo.incomplete' })
  await app.stop()
})
