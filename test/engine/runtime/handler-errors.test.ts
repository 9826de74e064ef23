import { afterEach, expect, it } from 'vitest'
import { defineHandler } from '../../../engine/module.ts'
import { chain, end, flow, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const error = { code: 'EMPTY', message: 'nothing is left' }
const handlers = [
  defineHandler({ kind: 'apply', name: 'look', apply: () => ({ bpmnError: error, rows: [{ table: 'lab_row', op: 'insert', row: { id: 'x', name: 'x' } }] }) }),
  defineHandler({ kind: 'job', name: 'fetch', run: async () => ({ bpmnError: error }) }),
  defineHandler({ kind: 'apply', name: 'note', apply: ({ event, nodeId }) => ({ variables: { noted: `${event ?? 'work'} ${nodeId}` } }) }),
  defineHandler({ kind: 'apply', name: 'ask-server', apply: ({ variables }) => ({ variables: { status: 200, body: `about ${String(variables['what'])}` } }) }),
]

const caught = (name: string) =>
  processOf(
    chain(start, `<bpmn:serviceTask id="Work" camunda:delegateExpression="\${${name}}"/>`, end) +
      `<bpmn:boundaryEvent id="Caught" attachedToRef="Work"><bpmn:errorEventDefinition camunda:errorCodeVariable="code" camunda:errorMessageVariable="why"/></bpmn:boundaryEvent>` +
      task('Repair') +
      `<bpmn:endEvent id="End_Repaired"/>` +
      flow('Caught', 'Repair') +
      flow('Repair', 'End_Repaired'),
  )

forEachDatabase((_, kind) => {
  const nodes = labNodes()
  afterEach(nodes.stopAll)

  async function run(xml: string): Promise<{ node: LabNode; variables: Record<string, unknown>; open: string[] }> {
    const node = await nodes.node({ url: await freshDatabase(kind), handlers })
    await node.deploy(xml)
    const { instanceId } = await node.start('test', { variables: { what: 'rain' } })
    await node.jobs.runDue()
    const { scopes, tasks } = await node.state(instanceId)
    const variables = Object.fromEntries(Object.entries(scopes[instanceId] ?? {}).map(([name, { value }]) => [name, value]))
    return { node, variables, open: Object.values(tasks).map(({ nodeId }) => nodeId) }
  }

  it('a handler gives an error of the model, which an event catches, and nothing else that it gave counts', async () => {
    const { node, variables, open } = await run(caught('look'))

    expect(open).toEqual(['Repair'])
    expect(variables).toEqual({ what: 'rain', code: 'EMPTY', why: 'nothing is left' })
    expect(await node.db('lab_row')).toEqual([])
  })

  it('a job handler does too', async () => {
    const { variables, open } = await run(caught('fetch'))

    expect(open).toEqual(['Repair'])
    expect(variables).toEqual({ what: 'rain', code: 'EMPTY', why: 'nothing is left' })
  })

  it('a handler that listens is told of what', async () => {
    const listening = task('Ask', '', '<bpmn:extensionElements><camunda:taskListener event="create" class="note"/></bpmn:extensionElements>')

    expect((await run(processOf(chain(start, listening, end)))).variables['noted']).toBe('create Ask')
  })

  it('a connector is a handler whose answer only its output parameters give away', async () => {
    const parameters = `<camunda:inputOutput><camunda:inputParameter name="what">\${what}fall</camunda:inputParameter><camunda:outputParameter name="answer">\${body}</camunda:outputParameter></camunda:inputOutput>`
    const connector = `<bpmn:extensionElements><camunda:connector>${parameters}<camunda:connectorId>ask-server</camunda:connectorId></camunda:connector></bpmn:extensionElements>`
    const { variables, open } = await run(processOf(chain(start, `<bpmn:serviceTask id="Work">${connector}</bpmn:serviceTask>`, task('After'), end)))

    expect(variables).toEqual({ what: 'rain', answer: 'about rainfall' })
    expect(open).toEqual(['After'])
  })
})
