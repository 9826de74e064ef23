import { afterAll, beforeEach, expect, it } from 'vitest'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase, freshPostgres } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const { node, stopAll } = labNodes()
const model = (name: string) => processOf(chain(start, task('A'), end), `name="${name}"`)
const file = (name: string) => ({ name: 'test.bpmn', xml: model(name), tenant: '', by: null })

afterAll(stopAll)

forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeEach(async () => {
    lab = await node({ url: await freshDatabase(kind) })
  })

  const versions = async () => (await lab.db('definition').orderBy('version').select('version', 'name')).map(({ version, name }) => `${version} ${name}`)

  it('the same content again is no new version', async () => {
    await lab.definitions.deploy(file('一'))

    expect((await lab.definitions.deploy(file('一'))).definitions).toEqual([])
    expect(await versions()).toEqual(['1 一'])
  })

  it('an earlier content may be deployed again by a person, and not by a start with the shipped files', async () => {
    for (const name of ['一', '二']) await lab.definitions.deploy(file(name))

    await lab.definitions.deploy({ ...file('一'), unlessKnown: true })
    expect(await versions()).toEqual(['1 一', '2 二'])
    await lab.definitions.deploy(file('一'))
    expect(await versions()).toEqual(['1 一', '2 二', '3 一'])
  })

  it('a refused file stores nothing and names every finding', async () => {
    const broken = {
      ...file('x'),
      xml: processOf(chain(start, '<bpmn:serviceTask id="S" camunda:delegateExpression="${none}"/>', '<bpmn:scriptTask id="T"/>', end)),
    }

    await expect(lab.definitions.deploy(broken)).rejects.toMatchObject({
      code: 'deployment.refused',
      status: 422,
      data: { findings: expect.arrayContaining([expect.objectContaining({ element: 'S' }), expect.objectContaining({ element: 'T' })]) },
    })
    expect(await lab.db('deployment')).toEqual([])
  })

  it('a running case stays on its version', async () => {
    const first = await lab.deploy(model('一'))
    const { instanceId } = await lab.start('test')
    await lab.deploy(model('二'))

    expect((await lab.state(instanceId)).instance.definitionId).toBe(first.id)
    await lab.complete(instanceId, 'A')
    expect((await lab.state(instanceId)).instance.state).toBe('completed')
  })
})

it('two nodes that start at once with one new file make one version of it', async () => {
  const url = await freshPostgres()
  const [a, b] = await Promise.all([node({ url }), node({ url })])

  for (let round = 1; round <= 5; round++) {
    await Promise.all([a, b, a, b].map((each) => each.definitions.deploy(file(`第${round}版`))))

    const rows: { version: number }[] = await a.db('definition').orderBy('version').select('version')
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: round }, (_, index) => index + 1))
  }
})
