import { describe, expect, it } from 'vitest'
import { chain, end, processOf, task } from '../support/bpmn.ts'
import { useConductor } from './driver.ts'

const conduct = useConductor()

const after = (iso: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${iso}</bpmn:timeDuration></bpmn:timerEventDefinition>`
const onMessage = (id: string) => `<bpmn:messageEventDefinition messageRef="${id}"/>`
const onSignal = (id: string) => `<bpmn:signalEventDefinition signalRef="${id}"/>`
const roots = (...names: string[]) => names.map((name) => `<bpmn:message id="M_${name}" name="${name}"/><bpmn:signal id="S_${name}" name="${name}"/>`).join('')

describe('a start event that needs all of its triggers', () => {
  const allInOne = (name: string, triggers: string, ...others: string[]) =>
    processOf(
      chain(`<bpmn:startEvent id="Start" parallelMultiple="true">${triggers}</bpmn:startEvent>`, task('After'), end),
      '',
      roots(name, ...others),
    ).replace('id="test"', `id="all-${name}"`)

  it('starts a process when all of the triggers of its start event have occurred, once for each of them (10.5.2)', async () => {
    const c = await conduct().deploy(allInOne('m4', onMessage('M_m4') + onSignal('S_m4')))
    const instances = async () => (await c.rest.get('/history/process-instance?processDefinitionKey=all-m4')).body

    expect(await c.message('m4', { processVariables: { first: { value: 1 } } })).toBe(204)
    expect(await instances()).toEqual([])
    expect(await c.message('m4', { businessKey: 'second' })).toBe(204)
    expect(await instances()).toEqual([])
    expect(await c.signal('m4')).toBe(204)
    const [started, ...more] = await instances()
    expect(more).toEqual([])
    expect(await c.open(started.id)).toEqual(['After'])
    expect(await c.signal('m4')).toBe(204)
    expect(await instances()).toHaveLength(2)
    expect(await c.signal('m4')).toBe(204)
    expect(await instances()).toHaveLength(2)
  })

  it('with different business keys, triggers start different instances', async () => {
    const model = allInOne('m5', '<bpmn:messageEventDefinition messageRef="M_m5"/><bpmn:messageEventDefinition messageRef="M_m6"/>', 'm6')
    const c = await conduct().deploy(model)
    const instances = async () => (await c.rest.get('/history/process-instance?processDefinitionKey=all-m5')).body

    await c.message('m5', { businessKey: 'a', processVariables: { x: { value: 1 } } })
    await c.message('m6', { businessKey: 'b' })
    expect(await instances()).toEqual([])
    await c.message('m6', { businessKey: 'a', processVariables: { y: { value: 2 } } })
    const [started] = await instances()
    expect(started).toMatchObject({ businessKey: 'a', state: 'ACTIVE' })
    expect(await c.variables(started.id)).toEqual({ x: 1, y: 2 })
  })

  it('may have a timer among them: it is one of the triggers that a start needs', async () => {
    const c = await conduct().deploy(allInOne('m7', onSignal('S_m7') + after('PT1H')))
    const instances = async () => (await c.rest.get('/history/process-instance?processDefinitionKey=all-m7')).body

    await c.advance(3_600_000)
    expect(await instances()).toEqual([])
    await c.signal('m7')
    expect(await instances()).toHaveLength(1)
    await c.advance(3_600_000)
    expect(await instances()).toHaveLength(1)
  })
})
