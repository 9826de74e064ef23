import { afterAll, beforeAll, expect, it } from 'vitest'
import { modelBeside } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const { node, stopAll } = labNodes()

/** What the pure machine does must survive the tables: these nodes keep nothing in memory between two commands. */
forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind), cache: false })
    for (const name of ['compensation-scopes', 'transaction', 'conditions', 'catching-timer', 'multiple-events'])
      await lab.deploy(await modelBeside(import.meta.url, name))
  })
  afterAll(stopAll)

  const open = async (instanceId: string) =>
    Object.values((await lab.state(instanceId)).tasks)
      .map(({ nodeId }) => nodeId)
      .sort()
  const complete = async (instanceId: string, ...nodeIds: string[]) => {
    for (const nodeId of nodeIds) await lab.complete(instanceId, nodeId)
  }

  it('keeps what can be undone, with its variables, until it is undone', async () => {
    const { instanceId } = await lab.start('compensation-scopes', { variables: { day: '星期一', item: 'apples' } })
    await complete(instanceId, 'Hotel', 'Flight', 'Pack', 'Label', 'Cake')
    await lab.complete(instanceId, 'Happy', { variables: { day: 'Friday', item: 'pears' } })
    await complete(instanceId, 'Sweep')

    const { executions, scopes } = await lab.state(instanceId)
    const calling = Object.values(executions).find(({ nodeId }) => nodeId === 'Call_Off')
    expect(scopes[calling?.id ?? '']).toEqual({ undoes: { type: 'String', value: 'apples' } })
    await complete(instanceId, 'Call_Off', 'Unpack', 'Called_Off', 'Unbook_Flight')
    const unbooking = Object.values((await lab.state(instanceId)).executions).find(({ nodeId }) => nodeId === 'Unbook_Hotel')
    expect((await lab.state(instanceId)).scopes[unbooking?.id ?? '']).toEqual({ undoes: { type: 'String', value: '星期一' } })
    await complete(instanceId, 'Unbook_Hotel')
    expect((await lab.state(instanceId)).instance.state).toBe('completed')
  })

  it('cancels a transaction', async () => {
    const { instanceId } = await lab.start('transaction')
    await complete(instanceId, 'Reserve', 'Load')
    await lab.complete(instanceId, 'Decide', { variables: { how: 'off' } })

    expect(await open(instanceId)).toEqual(['Unload'])
    await complete(instanceId, 'Unload', 'Release')
    expect(await open(instanceId)).toEqual(['Apologise'])
  })

  it('remembers whether a condition held', async () => {
    const { instanceId } = await lab.start('conditions', { variables: { count: 0, named: 0, level: 11, skip: false, go: false, flag: false } })
    const set = (variables: Record<string, unknown>) =>
      lab.runtime.execute({
        target: { instanceId },
        command: () => ({ kind: 'set-variables' as const, executionId: instanceId, variables, local: false, remove: [] }),
        act: 'set-variables',
        actor: null,
      })
    const count = async () => (await lab.state(instanceId)).scopes[instanceId]?.['count']?.value

    expect(await count()).toBe(1)
    await set({ other: 1 })
    expect(await count()).toBe(1)
    await set({ level: 12 })
    expect(await count()).toBe(2)
  })

  it('fires timers of boundaries and event sub-processes when they are due', async () => {
    const { instanceId } = await lab.start('catching-timer')
    await lab.clock.advance(61 * 60_000)
    await lab.jobs.runDue()

    expect(await open(instanceId)).toEqual(['Deeper', 'Inside', 'Joined_In', 'Noted', 'Work'])
    await lab.clock.advance(30 * 60_000)
    await lab.jobs.runDue()
    expect(await open(instanceId)).toEqual(['Came', 'Noted', 'Stopped', 'Taken_Over'])
  })
})
