import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chain, definitions, end, flow, start, task } from '../../support/bpmn.ts'
import { freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const messages = '<bpmn:message id="Paid" name="paid"/><bpmn:message id="Ordered" name="ordered"/><bpmn:signal id="Alarm" name="alarm"/>'
const process = (id: string, content: string) => `<bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process>`
const catching = (id: string, message: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="${message}"/></bpmn:intermediateCatchEvent>`
const throwing = (id: string, definition: string) => `<bpmn:intermediateThrowEvent id="${id}">${definition}</bpmn:intermediateThrowEvent>`
const startBy = (definition: string) => `<bpmn:startEvent id="Start">${definition}</bpmn:startEvent>`

const waiter = definitions(messages + process('waiter', chain(start, catching('Wait', 'Paid'), task('After'), end)))
const payer = definitions(messages + process('payer', chain(start, throwing('Pay', '<bpmn:messageEventDefinition messageRef="Paid"/>'), task('Next'), end)))
const order = definitions(messages + process('order', chain(startBy('<bpmn:messageEventDefinition messageRef="Ordered"/>'), task('Deliver'), end)))
const orderer = definitions(messages + process('orderer', chain(start, throwing('Send', '<bpmn:messageEventDefinition messageRef="Ordered"/>'), end)))
const alarmed = definitions(messages + process('alarmed', chain(startBy('<bpmn:signalEventDefinition signalRef="Alarm"/>'), task('React'), end)))
const listening = definitions(
  messages +
    process(
      'listening',
      `${chain(start, task('Work'), end)}<bpmn:boundaryEvent id="Heard" attachedToRef="Work"><bpmn:signalEventDefinition signalRef="Alarm"/></bpmn:boundaryEvent>${chain('<bpmn:task id="Stopped"/>', '<bpmn:endEvent id="End2"/>')}${flow('Heard', 'Stopped')}`,
    ),
)
const shouting = definitions(messages + process('shouting', chain(start, throwing('Shout', '<bpmn:signalEventDefinition signalRef="Alarm"/>'), end)))

describe.each(['sqlite', 'postgres'] as const)('messages and signals on %s', (kind) => {
  const { node, stopAll } = labNodes()
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
    for (const xml of [waiter, payer, order, orderer, alarmed, listening, shouting]) await lab.deploy(xml)
  })
  afterAll(stopAll)

  const openAt = async (nodeId: string) => (await lab.db('task').where({ nodeId })).length
  const tenant = '320206'

  it('a message reaches the one instance whose business key fits, and nobody else', async () => {
    const [first, second] = [await lab.start('waiter', { variables: { n: 1 } }), await lab.start('waiter', { variables: { n: 2 } })]

    await expect(lab.messages.correlate({ name: 'paid', tenant }, null)).rejects.toMatchObject({ code: 'message.ambiguous' })
    await lab.messages.correlate({ name: 'paid', tenant, correlationKeys: { n: 2 }, variables: { amount: 5 } }, null)

    expect(Object.values((await lab.state(first.instanceId)).tasks)).toEqual([])
    const after = await lab.state(second.instanceId)
    expect(Object.values(after.tasks).map(({ nodeId }) => nodeId)).toEqual(['After'])
    expect(after.scopes[second.instanceId]?.['amount']).toEqual({ type: 'Integer', value: 5 })
    await lab.complete(second.instanceId, 'After')
    await lab.messages.correlate({ name: 'paid', tenant, instanceId: first.instanceId }, null)
    await lab.complete(first.instanceId, 'After')
  })

  it('a message that nobody waits for is refused and changes nothing', async () => {
    await expect(lab.messages.correlate({ name: 'nothing of the kind', tenant }, null)).rejects.toMatchObject({ code: 'message.unmatched' })
  })

  it('a message starts a process, whose variables and business key it brings', async () => {
    const [started] = await lab.messages.correlate({ name: 'ordered', tenant, businessKey: 'A-7', variables: { pieces: 3 } }, null)

    expect(started).toMatchObject({ kind: 'start' })
    const state = await lab.state(started?.instanceId ?? '')
    expect(state.instance).toMatchObject({ businessKey: 'A-7', tenant })
    expect(state.scopes[state.instance.id]?.['pieces']?.value).toBe(3)
    await lab.complete(state.instance.id, 'Deliver')
  })

  it('a thrown message reaches another instance before the step is answered', async () => {
    const { instanceId: waiting } = await lab.start('waiter')
    const { instanceId: paying } = await lab.start('payer')

    expect(Object.values((await lab.state(waiting)).tasks).map(({ nodeId }) => nodeId)).toEqual(['After'])
    expect(Object.values((await lab.state(paying)).tasks).map(({ nodeId }) => nodeId)).toEqual(['Next'])
    expect(await lab.db('job').where({ kind: 'deliver' })).toEqual([])
    await lab.complete(waiting, 'After')
    await lab.complete(paying, 'Next')
  })

  it('a thrown message that several could take is an incident of the thrower, done again when only one is left', async () => {
    const [one, other] = [await lab.start('waiter'), await lab.start('waiter')]
    const { instanceId } = await lab.start('payer')

    const [incident] = Object.values((await lab.state(instanceId)).incidents)
    expect(incident).toMatchObject({ kind: 'failed-job', nodeId: 'Pay' })
    await lab.messages.correlate({ name: 'paid', tenant, instanceId: one.instanceId }, null)
    await lab.db('job').where({ id: incident?.jobId }).update({ retries: 1, dueAt: lab.clock.now() })
    await lab.jobs.runDue()

    expect(Object.values((await lab.state(other.instanceId)).tasks).map(({ nodeId }) => nodeId)).toEqual(['After'])
    expect((await lab.state(instanceId)).incidents).toEqual({})
    expect(await lab.db('incident_history').where({ instanceId })).toMatchObject([{ state: 'resolved' }])
  })

  it('a thrown message starts a process when nobody waits, and is gone when nothing would start', async () => {
    const before = await openAt('Deliver')
    await lab.start('orderer')
    expect(await openAt('Deliver')).toBe(before + 1)
    expect(await lab.db('job').where({ kind: 'deliver', nodeId: 'Send' })).toEqual([])
  })

  it('a thrown signal is heard by everybody: instances that wait, and processes that it starts', async () => {
    const [one, other] = [await lab.start('listening'), await lab.start('listening')]
    const before = await openAt('React')
    await lab.start('shouting')

    for (const { instanceId } of [one, other]) expect((await lab.db('instance').where({ id: instanceId }).first()).state).toBe('completed')
    expect(await openAt('React')).toBe(before + 1)
    expect(await lab.db('job').where({ kind: 'deliver' }).where('retries', '>', 0)).toEqual([])
  })

  it('a new version takes over what starts the process', async () => {
    const renamed = order.replace('id="Deliver"', 'id="DeliverNow"').replaceAll('Start-Deliver', 'Start-Now').replaceAll('"Deliver"', '"DeliverNow"')
    await lab.deploy(renamed)
    const [started] = await lab.messages.correlate({ name: 'ordered', tenant }, null)
    expect(Object.values((await lab.state(started?.instanceId ?? '')).tasks).map(({ nodeId }) => nodeId)).toEqual(['DeliverNow'])
  })
})
