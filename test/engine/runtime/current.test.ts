import { afterAll, expect, it } from 'vitest'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes } from '../../support/lab.ts'

const { node, stopAll } = labNodes()

forEachDatabase((_, kind) => {
  afterAll(stopAll)

  it('rows that are only read are those in memory, unless another node was faster', async () => {
    const url = await freshDatabase(kind)
    const [here, there] = [await node({ url }), await node({ url })]
    await here.deploy(processOf(chain(start, task('A'), task('B'), end)))
    const { instanceId } = await here.start('test')

    const first = await here.runtime.current(instanceId)
    expect(await here.runtime.current(instanceId)).toBe(first)
    await there.complete(instanceId, 'A')

    const tasks = Object.values((await here.runtime.current(instanceId))?.tasks ?? {})
    expect(tasks.map(({ nodeId }) => nodeId)).toEqual(['B'])
  })
})
