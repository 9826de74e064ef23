import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'catch-cycle', (begin) => {
  it('gives a token per firing, and is done with the last', async () => {
    const run = (await begin()).start({ cycle: 'R3/PT1H' })
    expect(run.open).toEqual([])

    run.fire('Wait').fire('Wait')
    expect(run.open).toEqual(['Task', 'Task'])
    expect(run.jobs).toEqual(['timer Wait'])
    run.fire('Wait')

    expect(run.open).toEqual(['Task', 'Task', 'Task'])
    expect(run.jobs).toEqual([])
    expect(run.complete('Task').complete('Task').complete('Task').status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Wait')).toHaveLength(3)
  })

  it('stops with an incident when the time is none', async () => {
    const run = (await begin()).start({ cycle: 'sometimes' })

    expect(run.incidents).toEqual(['timer Wait'])
    run.correct('cycle', 'R1/PT1H').retry('Wait').fire('Wait')
    expect(run.open).toEqual(['Task'])
  })
})
