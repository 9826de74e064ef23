import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chain, definitions, end, flow, start, task } from '../../support/bpmn.ts'
import { freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const process = (id: string, content: string) => `<bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process>`
const call = (id: string, called: string, inside = '') =>
  `<bpmn:callActivity id="${id}" calledElement="${called}"><bpmn:extensionElements>${inside}</bpmn:extensionElements></bpmn:callActivity>`
const mappings =
  '<camunda:in source="amount" target="sum"/><camunda:in businessKey="${execution.processBusinessKey}"/><camunda:out source="result" target="outcome"/>'
const caller = definitions(process('caller', chain(start, call('Call', 'called', mappings), task('After'), end)))
const called = definitions(process('called', chain(start, task('Inside'), end)))
const nested = definitions(process('nested', chain(start, call('Outer', 'caller', '<camunda:in variables="all"/>'), end)))
const lost = definitions(process('lost', chain(start, call('Call', 'nobody'), task('After'), end)))
const refused = '<bpmn:error id="Refused" errorCode="refused"/>'
const failing = definitions(
  refused + process('failing', chain(start, '<bpmn:endEvent id="End"><bpmn:errorEventDefinition errorRef="Refused"/></bpmn:endEvent>')),
)
const catching = definitions(
  refused +
    process(
      'catching',
      `${chain(start, call('Call', 'failing'), task('After'), end)}<bpmn:boundaryEvent id="Caught" attachedToRef="Call"><bpmn:errorEventDefinition errorRef="Refused"/></bpmn:boundaryEvent>${task('Mend')}${flow('Caught', 'Mend')}`,
    ),
)
const careless = definitions(process('careless', chain(start, call('Call', 'failing'), end)))
const timed = definitions(
  process(
    'timed',
    `${chain(start, call('Call', 'called'), end)}<bpmn:boundaryEvent id="Late" attachedToRef="Call"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${task('Ask')}${flow('Late', 'Ask')}`,
  ),
)

describe.each(['sqlite', 'postgres'] as const)('call activities on %s', (kind) => {
  const { node, stopAll } = labNodes()
  let lab: LabNode
  let url: string
  beforeAll(async () => {
    url = await freshDatabase(kind)
    lab = await node({ url })
    for (const xml of [caller, called, nested, lost, failing, catching, careless, timed]) await lab.deploy(xml)
  })
  afterAll(stopAll)

  const children = (parentId: string) => lab.db('instance').where({ parentId }).orderBy('startedAt')
  const childOf = async (parentId: string): Promise<string> => (await children(parentId))[0]?.id ?? ''
  const openIn = async (instanceId: string) => Object.values((await lab.state(instanceId)).tasks).map(({ nodeId }) => nodeId)
  const stateOf = async (id: string) => (await lab.db('instance').where({ id }).first()).state

  it('starts what it calls with what it is given, and goes on with what that gives back', async () => {
    const { instanceId } = await lab.start('caller', { variables: { amount: 7, secret: 1 } })
    const child = await childOf(instanceId)

    expect(await openIn(instanceId)).toEqual([])
    const inside = await lab.state(child)
    expect(inside.instance).toMatchObject({ parentId: instanceId, rootId: instanceId, definitionKey: 'called' })
    expect(inside.scopes[child]).toEqual({ sum: { type: 'Integer', value: 7 } })
    await lab.complete(child, 'Inside', { variables: { result: 'fine', other: 2 } })

    expect(await openIn(instanceId)).toEqual(['After'])
    const scope = (await lab.state(instanceId)).scopes[instanceId]
    expect(scope?.['outcome']?.value).toBe('fine')
    expect(scope?.['other']).toBeUndefined()
    await lab.complete(instanceId, 'After')
    expect(await lab.db('activity_history').where({ instanceId, nodeId: 'Call' })).toMatchObject([{ calledInstanceId: child }])
  })

  it('calls through several processes, and each goes on in turn', async () => {
    const { instanceId } = await lab.start('nested', { variables: { amount: 1 } })
    const middle = await childOf(instanceId)
    const inner = await childOf(middle)
    expect((await lab.state(inner)).instance.rootId).toBe(instanceId)

    await lab.complete(inner, 'Inside')
    await lab.complete(middle, 'After')
    expect(await stateOf(instanceId)).toBe('completed')
    expect(await lab.db('job').where({ instanceId })).toEqual([])
  })

  it('stops what it called when it is cancelled by its boundary or with its instance', async () => {
    const { instanceId } = await lab.start('timed')
    const child = await childOf(instanceId)
    await lab.clock.advance(3_600_001)
    await lab.jobs.runDue()
    expect(await openIn(instanceId)).toEqual(['Ask'])
    expect(await stateOf(child)).toBe('cancelled')

    const second = await lab.start('timed')
    await lab.runtime.execute({ target: { instanceId: second.instanceId }, command: () => ({ kind: 'cancel', reason: 'test' }), act: 'cancel', actor: null })
    expect(await stateOf(await childOf(second.instanceId))).toBe('cancelled')
  })

  it('whose process is missing is an incident in words, and goes on when that is deployed', async () => {
    const { instanceId } = await lab.start('lost')
    const [incident] = Object.values((await lab.state(instanceId)).incidents)
    expect(incident).toMatchObject({ nodeId: 'Call' })
    expect(incident?.message).toContain('nobody')

    await lab.deploy(definitions(process('nobody', chain(start, end))))
    await lab.db('job').where({ id: incident?.jobId }).update({ retries: 1, dueAt: lab.clock.now() })
    await lab.jobs.runDue()
    expect(await openIn(instanceId)).toEqual(['After'])
    expect((await lab.state(instanceId)).incidents).toEqual({})
  })

  it('gets the error with which what it called has ended: caught on its boundary, or climbing on', async () => {
    const { instanceId } = await lab.start('catching')
    expect(await openIn(instanceId)).toEqual(['Mend'])
    expect(await lab.db('instance').where({ parentId: instanceId })).toMatchObject([{ state: 'failed', errorCode: 'refused' }])

    const second = await lab.start('careless')
    expect(await lab.db('instance').where({ id: second.instanceId })).toMatchObject([{ state: 'failed', errorCode: 'refused' }])
    expect(await lab.db('incident_history').where({ instanceId: second.instanceId })).toHaveLength(1)
  })

  it('is done by another node when the one that ran the step died before it could start the child, and once only', async () => {
    const other = await node({ url, clock: lab.clock })
    const { instanceId } = await lab.start('caller', { variables: { amount: 3 } })
    const child = await childOf(instanceId)
    // What a node leaves behind that was killed between the commit and its effects: the job, leased, and no child.
    const started = await lab.db('job').where({ instanceId })
    expect(started).toEqual([])
    await lab.complete(child, 'Inside')
    const job = {
      id: 'left-behind',
      instanceId: child,
      executionId: child,
      nodeId: 'called',
      kind: 'child-ended',
      tenant: '320206',
      retries: 3,
      priority: 0,
      fence: 1,
    }
    const data = { parentId: instanceId, executionId: 'gone', childId: child, variables: {}, error: null }
    const { definitionId } = await lab.db('instance').where({ id: child }).first()
    const times = {
      dueAt: lab.clock.now(),
      createdAt: lab.clock.now(),
      leaseOwner: 'step',
      leaseUntil: new Date(Date.parse(lab.clock.now()) + 10_000).toISOString(),
    }
    await lab.db('job').insert({ ...job, ...times, definitionId, data: JSON.stringify(data) })

    await other.jobs.runDue()
    expect(await lab.db('job').where({ id: 'left-behind' })).toHaveLength(1)
    await lab.clock.advance(10_001)
    await Promise.all([other.jobs.runDue(), lab.jobs.runDue()])
    expect(await lab.db('job').where({ id: 'left-behind' })).toEqual([])
    expect(await openIn(instanceId)).toEqual(['After'])
  })
})
