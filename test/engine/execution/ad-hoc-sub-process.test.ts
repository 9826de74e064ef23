import { expect, it } from 'vitest'
import type { MachineRun } from '../../support/machine-run.ts'
import { describeModel } from '../../support/machine-model.ts'

const startIn = (run: MachineRun, nodeId: string) =>
  run.execute({ kind: 'modify', instructions: [{ kind: 'start', at: 'before', nodeId, scopeId: null, variables: {}, local: {} }] })

const call = (run: MachineRun, variables: Record<string, unknown> = {}) => {
  const execution = Object.values(run.state.executions).find(({ nodeId }) => nodeId === 'AdHoc')
  return run.execute({ kind: 'trigger', executionId: execution?.id ?? '', trigger: { kind: 'signalled', variables } })
}

describeModel(import.meta.url, 'ad-hoc-parallel', (begin) => {
  it('starts at once what no flow leads to, follows the flows inside, and is done when all is done', async () => {
    const run = (await begin()).start()
    expect(run.open).toEqual(['Task_A', 'Task_B', 'Task_D'])

    run.complete('Task_A').complete('Task_B').complete('Task_D')
    expect(run.open).toEqual(['Task_C'])
    run.complete('Task_C')

    expect(run.open).toEqual(['Task_After'])
    expect(run.ended).toEqual(['Start', 'Task_A', 'Task_B', 'Task_D', 'Task_C', 'AdHoc'])
  })
})

describeModel(import.meta.url, 'ad-hoc-condition', (begin) => {
  it('stops the rest when its condition holds after an activity', async () => {
    const run = (await begin()).start({ done: false }).complete('Task_B').complete('Task_A', { done: true })

    expect(run.open).toEqual(['Task_After'])
    expect(run.ended).toEqual(['Start', 'Task_B', 'Task_A', 'Task_D cancelled', 'AdHoc'])
  })

  it('stays open when all is done and the condition does not hold: activities can be started again', async () => {
    const run = (await begin()).start({ done: false }).complete('Task_A').complete('Task_B').complete('Task_C').complete('Task_D')
    expect(run.status).toBe('active')
    expect(run.open).toEqual([])

    startIn(run, 'Task_B')
    expect(run.open).toEqual(['Task_B'])

    expect(run.complete('Task_B', { done: true }).open).toEqual(['Task_After'])
  })

  it('keeps the activity with an incident when the condition can not be computed, and completes it with a retry', async () => {
    const run = (await begin()).start({}).complete('Task_A')
    expect(run.incidents).toEqual(['expression Task_A'])
    expect(run.open).toEqual(['Task_B', 'Task_D'])

    expect(run.correct('done', true).retry('Task_A').open).toEqual(['Task_After'])
  })
})

describeModel(import.meta.url, 'ad-hoc-finishing', (begin) => {
  it('lets finish what runs, and starts nothing new', async () => {
    const run = (await begin()).start({ done: false }).complete('Task_B', { done: true })
    expect(run.open).toEqual(['Task_A', 'Task_D'])

    run.complete('Task_A')
    expect(run.open).toEqual(['Task_D'])
    expect(() => startIn(run, 'Task_B')).toThrow('is over')

    expect(run.complete('Task_D').open).toEqual(['Task_After'])
    expect(run.ended).not.toContain('Task_C')
  })
})

describeModel(import.meta.url, 'ad-hoc-sequential', (begin) => {
  it('runs one after the other in document order until its condition holds', async () => {
    const run = (await begin()).start({ done: false })
    expect(run.open).toEqual(['Task_A'])
    run.complete('Task_A')
    expect(run.open).toEqual(['Task_C'])
    run.complete('Task_C')
    expect(run.open).toEqual(['Task_B'])

    run.complete('Task_B', { done: true })

    expect(run.open).toEqual(['Task_After'])
    expect(run.ended).toEqual(['Start', 'Task_A', 'Task_C', 'Task_B', 'AdHoc'])
  })
})

describeModel(import.meta.url, 'ad-hoc-manual', (begin) => {
  it('starts nothing by itself; what people start runs, also more than once, until they say that it is done', async () => {
    const run = (await begin()).start()
    expect(run.open).toEqual([])
    expect(run.status).toBe('active')

    startIn(startIn(run, 'Task_B'), 'Task_B')
    expect(run.open).toEqual(['Task_B', 'Task_B'])
    run.complete('Task_B').complete('Task_B')
    expect(run.status).toBe('active')
    startIn(run, 'Task_A')
    call(run, { reason: 'enough' })

    expect(run.open).toEqual(['Task_After'])
    expect(run.ended).toEqual(['Start', 'Task_B', 'Task_B', 'Task_A cancelled', 'AdHoc'])
    expect(run.variables).toEqual({ reason: 'enough' })
  })

  it('stays open when what was started in it is stopped', async () => {
    const run = startIn((await begin()).start(), 'Task_A')
    run.execute({ kind: 'modify', instructions: [{ kind: 'cancel', nodeId: 'Task_A' }] })

    expect(run.status).toBe('active')
    expect(startIn(run, 'Task_D').open).toEqual(['Task_D'])
  })
})

describeModel(import.meta.url, 'ad-hoc-manual-condition', (begin) => {
  it('runs one at a time, and is done by its condition alone', async () => {
    const run = startIn((await begin()).start({ done: false }), 'Task_B')
    expect(() => startIn(run, 'Task_D')).toThrow('one runs after the other')
    expect(call(run).open).toEqual(['Task_B'])

    run.complete('Task_B')
    startIn(run, 'Task_D').complete('Task_D', { done: true })

    expect(run.open).toEqual(['Task_After'])
  })

  it('looks at its condition when it is called', async () => {
    expect(call((await begin()).start({ done: false }), { done: true }).open).toEqual(['Task_After'])
  })
})

describeModel(import.meta.url, 'ad-hoc-at-once', (begin) => {
  it('does not begin what is to come when its condition holds after an activity that does not wait', async () => {
    const run = (await begin()).start({ done: false })

    expect(run.ended).toEqual(['Start', 'Manual_A', 'Manual_B', 'AdHoc'])
    expect(run.open).toEqual(['Task_After'])
  })
})
