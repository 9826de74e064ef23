import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Conductor } from '../conformance/driver.ts'
import { chain, definitions, flow, task } from '../support/bpmn.ts'
import type { DatabaseKind } from '../support/databases.ts'
import { restCalls } from '../support/rest-calls.ts'
import { createInstallation, withDatabase, type DrillNode, type Installation } from './support/node.ts'
import { expectWhole } from './support/whole.ts'

/**
 * One process that waits in every way there is. The server is killed with -9 at each of them and started again: what was reached stays
 * reached, and every step happens once.
 */
const own = (id: string, inside = '') => task(id, '', inside).replace('camunda:assignee="qy01"', 'camunda:assignee="admin"')
const hour = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
const when = (condition: string) =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition></bpmn:conditionalEventDefinition>`
const catching = (id: string, definition: string) => `<bpmn:intermediateCatchEvent id="${id}">${definition}</bpmn:intermediateCatchEvent>`
const twice =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>'

const main = [
  chain(
    '<bpmn:startEvent id="Start"/>',
    own('Each', twice),
    catching('Message', '<bpmn:messageEventDefinition messageRef="M"/>'),
    catching('Signal', '<bpmn:signalEventDefinition signalRef="S"/>'),
    catching('Timer', hour),
    catching('Condition', when('${level &gt; 3}')),
    '<bpmn:serviceTask id="External" camunda:type="external" camunda:topic="drill"/>',
    '<bpmn:receiveTask id="Receive"/>',
    '<bpmn:callActivity id="Call" calledElement="called"><bpmn:extensionElements><camunda:out source="answer" target="answer"/></bpmn:extensionElements></bpmn:callActivity>',
    '<bpmn:eventBasedGateway id="Race"/>',
    catching('First', '<bpmn:messageEventDefinition messageRef="M"/>'),
    own('Done'),
    '<bpmn:boundaryEvent id="Done_Undo" attachedToRef="Done"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>',
  ).replace(/<bpmn:sequenceFlow id="Done-Done_Undo"[^>]*><\/bpmn:sequenceFlow>/, ''),
  catching('Second', hour),
  '<bpmn:userTask id="Undo" isForCompensation="true"/><bpmn:association id="As" associationDirection="One" sourceRef="Done_Undo" targetRef="Undo"/>',
  '<bpmn:intermediateThrowEvent id="Compensate"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent><bpmn:endEvent id="End"/>',
  flow('Race', 'Second'),
  '<bpmn:endEvent id="Late"/>',
  flow('Second', 'Late'),
  flow('Done', 'Compensate'),
  flow('Compensate', 'End'),
].join('')
const called = chain('<bpmn:startEvent id="S1"/>', own('Inside'), '<bpmn:endEvent id="E1"/>')
const model = definitions(
  `<bpmn:message id="M" name="drill"/><bpmn:signal id="S" name="drill"/><bpmn:process id="waits" isExecutable="true">${main}</bpmn:process><bpmn:process id="called" isExecutable="true">${called}</bpmn:process>`,
)

describe.each<DatabaseKind>(['sqlite', 'postgres'])('on %s', (kind) => {
  let installation: Installation
  let node: DrillNode
  beforeEach(async () => {
    installation = await createInstallation(kind)
    node = installation.node()
    await node.start()
  })
  afterEach(() => installation.end())

  it('an instance killed at each of its waits goes through to its end, step by step and once', { timeout: 240_000 }, async () => {
    const admin = await node.as('admin')
    const advance = async ({ ms }: { ms: number }) => void (await admin.post('/api/test/clock', { advanceMs: ms }))
    const c = new Conductor({ ...restCalls(node.url, 'admin'), app: { advance } })
    const die = async () => {
      await node.kill()
      await node.start()
    }
    await c.deploy(model)
    await c.start({ level: 1 }, { key: 'waits' })

    await die()
    expect(await c.open()).toEqual(['Each', 'Each'])
    await c.complete('Each')
    await die()
    await c.complete('Each')
    await die()
    expect(await c.message('drill', { processInstanceId: c.id })).toBe(204)
    await die()
    expect(await c.signal('drill')).toBe(204)
    await die()
    await advance({ ms: 3_600_001 })
    await expect.poll(() => c.ended(), { timeout: 15_000 }).toContain('Timer')
    await die()
    await c.set({ level: 5 })
    await die()
    const { body } = await c.rest.post('/external-task/fetchAndLock', { workerId: 'w', maxTasks: 5, topics: [{ topicName: 'drill', lockDuration: 600_000 }] })
    expect(body).toHaveLength(1)
    await die()
    expect((await c.rest.post(`/external-task/${body[0].id}/complete`, { workerId: 'w' })).status).toBe(204)
    await die()
    const waiting = await c.rest.get(`/execution?processInstanceId=${c.id}&activityId=Receive`)
    expect((await c.rest.post(`/execution/${waiting.body[0].id}/signal`, {})).status).toBe(204)
    await die()
    const [child = ''] = await c.called()
    expect(await c.open(child)).toEqual(['Inside'])
    await c.complete('Inside', { answer: 42 }, child)
    await die()
    expect(await c.message('drill', { processInstanceId: c.id })).toBe(204)
    await die()
    await c.complete('Done')
    await die()
    expect(await c.open()).toEqual(['Undo'])
    await c.complete('Undo')
    await die()

    expect(await c.state()).toBe('COMPLETED')
    expect(await c.variables()).toMatchObject({ answer: 42, level: 5 })
    const ended = await c.ended()
    for (const id of ['Message', 'Signal', 'Timer', 'Condition', 'External', 'Receive', 'Call', 'Race', 'First', 'Done', 'Undo', 'Compensate', 'End'])
      expect(
        ended.filter((each) => each === id),
        id,
      ).toHaveLength(1)
    expect(ended).not.toContain('Second')
    await node.kill()
    await withDatabase(installation.databaseUrl, async (db) => {
      expect(await db('job').where({ instanceId: c.id })).toEqual([])
      expect(await db('execution').whereIn('instanceId', [c.id, child])).toEqual([])
      await expectWhole(db)
    })
  })
})
