import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'parallel', (begin) => {
  it('lets a token go on each way, and goes on itself when one has come by each', async () => {
    const run = (await begin()).start({ again: false })
    expect(run.open).toEqual(['Task_A', 'Task_B'])

    run.complete('Task_A').fire('Wait')
    expect(run.open).toEqual(['Task_B'])
    run.complete('Task_B')

    expect(run.open).toEqual(['Task_D'])
    expect(run.complete('Task_D').status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Join')).toHaveLength(3)
    expect(run.ended.slice(-5)).toEqual(['Manual', 'Undefined', 'Passed', 'Task_D', 'End'])
  })

  it('waits for the way that goes round once more', async () => {
    const run = (await begin()).start({ again: true }).fire('Wait').complete('Task_A').complete('Task_B')
    expect(run.open).toEqual(['Task_B'])

    run.correct('again', false).complete('Task_B')

    expect(run.open).toEqual(['Task_D'])
  })

  it('takes the tokens that wait with it when the instance is cancelled', async () => {
    const run = (await begin()).start({ again: false }).complete('Task_A').cancel()

    expect(run.status).toBe('cancelled')
    expect(Object.keys(run.state.executions)).toEqual([])
  })
})

describeModel(import.meta.url, 'half-join', (begin) => {
  it('does not take a way that was never walked for one that was', async () => {
    const run = (await begin()).start({ way: 'a' }).complete('Task_A')

    expect(run.status).toBe('active')
    expect(run.open).toEqual([])
  })
})
