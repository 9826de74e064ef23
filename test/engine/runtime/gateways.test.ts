import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelBeside } from '../../support/bpmn.ts'
import { freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const models = ['inclusive', 'complex', 'event-gateway', 'event-gateway-start', 'ad-hoc-manual-condition']
const beside = new URL('../execution/', import.meta.url).href

/** Two nodes without a memory of their own: what is not in the rows is forgotten between any two commands. */
describe.each(['sqlite', 'postgres'] as const)('gateways and ad-hoc sub-processes on %s', (kind) => {
  const { node, stopAll } = labNodes()
  let one: LabNode
  let other: LabNode
  beforeAll(async () => {
    const url = await freshDatabase(kind)
    one = await node({ url, cache: false })
    other = await node({ url, cache: false, clock: one.clock })
    for (const model of models) await one.deploy(await modelBeside(beside, model))
  })
  afterAll(stopAll)

  const open = async (id: string) =>
    Object.values((await one.state(id)).tasks)
      .map(({ nodeId }) => nodeId)
      .sort()

  it('an inclusive join goes on once, however its tokens come at the same time', async () => {
    const { instanceId } = await one.start('inclusive', { variables: { a: true, b: true, again: false } })

    await Promise.all([one.complete(instanceId, 'Task_A'), other.complete(instanceId, 'Task_B')])

    expect(await open(instanceId)).toEqual(['Task_D'])
  })

  it('a complex gateway remembers that it is activated', async () => {
    const { instanceId } = await one.start('complex', { variables: { needed: 2, rest: true } })
    await Promise.all([one.complete(instanceId, 'Task_A'), other.complete(instanceId, 'Task_B')])
    expect(await open(instanceId)).toEqual(['Task_C', 'Task_First'])

    await other.complete(instanceId, 'Task_C')

    expect(await open(instanceId)).toEqual(['Task_First', 'Task_Rest'])
  })

  it('of two events at the same time behind a gateway one occurs', async () => {
    const { instanceId } = await one.start('event-gateway', { variables: { level: 1 } })
    const correlate = (lab: LabNode, name: string) => lab.messages.correlate({ name, instanceId, variables: { detail: 'x' } }, null)

    const results = await Promise.allSettled([correlate(one, 'paid'), correlate(other, 'paid')])
    await one.clock.advance(2 * 3_600_000)
    await one.jobs.runDue()

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await open(instanceId)).toEqual(['Task_Message'])
  })

  it('a gateway that starts a process does so with the first event, and waits for the others', async () => {
    const [started] = await one.messages.correlate({ name: 'order', businessKey: 'A-1' }, null)
    const instanceId = started?.instanceId ?? ''
    expect(await open(instanceId)).toEqual([])

    await other.messages.correlate({ name: 'payment', businessKey: 'A-1', instanceId }, null)

    expect(await open(instanceId)).toEqual(['Task_Ship'])
  })

  it('people start what they need in an ad-hoc sub-process, one after the other', async () => {
    const { instanceId } = await one.start('ad-hoc-manual-condition', { variables: { done: false } })
    const begin = (nodeId: string) => {
      const instructions = [{ kind: 'start' as const, at: 'before' as const, nodeId, scopeId: null, variables: {}, local: {} }]
      return other.runtime.execute({ target: { instanceId }, command: () => ({ kind: 'modify', instructions }), act: 'modify', actor: null })
    }
    await begin('Task_D')
    await expect(begin('Task_B')).rejects.toMatchObject({ code: 'request.invalid' })

    await one.complete(instanceId, 'Task_D', { variables: { done: true } })

    expect(await open(instanceId)).toEqual(['Task_After'])
  })
})
