import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewDefinitions } from '../../../engine/definitions/review.ts'
import { capabilities, chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

describe.each(['sqlite', 'postgres'] as const)('a definition that was accepted earlier, on %s', (kind) => {
  const { node, stopAll } = labNodes()
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
  })
  afterAll(stopAll)

  it('goes on running when the rules of now would refuse it, and is reported', async () => {
    const { id } = await lab.deploy(processOf(chain(start, task('A'), end)))
    expect(await reviewDefinitions({ db: lab.db, capabilities: async () => capabilities() })).toEqual([])
    const xml = processOf(`${chain(start, task('A'), end)}<bpmn:exclusiveGateway id="Lonely"/>`)
    await lab.db('definition').where({ id }).update({ xml })

    const [reviewed] = await reviewDefinitions({ db: lab.db, capabilities: async () => capabilities() })
    expect(reviewed).toMatchObject({ definitionId: id, key: 'test', version: 1 })
    expect(reviewed?.findings.map(({ element }) => element)).toContain('Lonely')
    const other = await node({ url: lab.url, clock: lab.clock })
    const { instanceId } = await other.start('test')
    await other.complete(instanceId, 'A')
    expect(await lab.db('instance').where({ id: instanceId })).toMatchObject([{ state: 'completed' }])
  })
})
