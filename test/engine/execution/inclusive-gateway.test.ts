import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'inclusive', (begin) => {
  it('lets a token go on each way whose condition holds, and waits for exactly those', async () => {
    const run = (await begin()).start({ a: true, b: true, again: false })
    expect(run.open).toEqual(['Task_A', 'Task_B'])

    run.complete('Task_B')
    expect(run.open).toEqual(['Task_A'])
    run.complete('Task_A')

    expect(run.open).toEqual(['Task_D'])
    expect(run.complete('Task_D').status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Join')).toHaveLength(2)
  })

  it('takes the default when no condition holds, and waits for nothing else', async () => {
    const run = (await begin()).start({ a: false, b: false, again: false })

    expect(run.open).toEqual(['Task_C'])
    expect(run.complete('Task_C').open).toEqual(['Task_D'])
  })

  it('joins anew in each round of a loop through the join', async () => {
    const run = (await begin()).start({ a: true, b: true, again: true }).complete('Task_A').complete('Task_B')
    expect(run.open).toEqual(['Task_Again'])

    run.complete('Task_Again', { again: false }).complete('Task_A')
    expect(run.open).toEqual(['Task_B'])

    expect(run.complete('Task_B').open).toEqual(['Task_D'])
  })

  it('keeps its token with an incident when a condition can not be computed, and goes on with a retry', async () => {
    const run = (await begin()).start({ a: true, b: true }).complete('Task_A').complete('Task_B')
    expect(run.incidents).toEqual(['expression Join'])
    expect(run.open).toEqual([])

    run.correct('again', false).retry('Join')

    expect(run.open).toEqual(['Task_D'])
    expect(run.incidents).toEqual([])
  })

  it('takes the tokens that wait with it when the instance is cancelled', async () => {
    const run = (await begin()).start({ a: true, b: true }).complete('Task_A').cancel()

    expect(run.status).toBe('cancelled')
    expect(run.ended).toContain('Join cancelled')
  })
})

describeModel(import.meta.url, 'inclusive-reach', (begin) => {
  it('waits for whatever can still come: inside a sub-process, through a link, from a boundary event', async () => {
    const run = (await begin()).start({ way: 'join' }).complete('Task_A')
    expect(run.open).not.toContain('Task_D')
    run.complete('Task_Throw').complete('Task_Inner')
    expect(run.open).toEqual(['Task_Late'])
    run.complete('Task_Late')
    expect(run.open).toEqual(['Task_End'])

    run.complete('Task_End')

    expect(run.open).toEqual(['Task_D'])
  })

  it('takes the token that a boundary event brings', async () => {
    const run = (await begin()).start({ way: 'join' }).complete('Task_A').complete('Task_Throw').complete('Task_Inner').complete('Task_Late').fire('Timer')

    expect(run.open).toEqual(['Task_D'])
    expect(run.ended.filter((id) => id === 'Join')).toHaveLength(4)
  })

  it('waits no more for a token that has gone another way', async () => {
    const run = (await begin()).start({ way: 'other' }).complete('Task_A').complete('Task_Throw').complete('Task_Late').complete('Task_End')
    expect(run.open).toEqual(['Task_Inner'])

    run.complete('Task_Inner')

    expect(run.open).toEqual(['Task_Beside', 'Task_D'])
  })
})

describeModel(import.meta.url, 'inclusive-twice', (begin) => {
  it('takes one token of each flow; a second one on the same flow is for the next time', async () => {
    const run = (await begin()).start({ go: true, more: false }).complete('Task_A').goOn('Join').complete('Task_B').goOn('Join')
    expect(run.open).toEqual(['Task_C'])

    run.complete('Task_C')
    expect(run.open).toEqual([])
    run.goOn('Task_C').goOn('Join')

    expect(run.open).toEqual(['Task_D', 'Task_D'])
    expect(run.complete('Task_D').complete('Task_D').status).toBe('completed')
  })

  it('waits for a token that stands before it in a job of its own', async () => {
    const run = (await begin()).start({ go: true, more: true }).complete('Task_C').goOn('Task_C').goOn('Join').complete('Task_A')
    expect(run.jobs).toEqual(['async Join'])
    expect(run.open).toEqual(['Task_B'])

    run.complete('Task_B').goOn('Join')
    expect(run.open).toEqual(['Task_D', 'Task_E'])

    expect(run.goOn('Join').open).toEqual(['Task_D', 'Task_D', 'Task_E', 'Task_E'])
  })

  it('keeps the token where no way is open, and takes it on with a retry', async () => {
    const run = (await begin()).start({ go: false, more: false })
    run.complete('Task_A').goOn('Join').complete('Task_C').goOn('Task_C').goOn('Join').complete('Task_B').goOn('Join')
    expect(run.incidents).toEqual(['no-way-on Join', 'no-way-on Join'])

    expect(run.correct('go', true).retry('Join').retry('Join').open).toEqual(['Task_D', 'Task_D'])
  })
})
