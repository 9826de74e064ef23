import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'multi-instance-none', (begin) => {
  it('throws its event for each instance, and its boundary is told the counters', async () => {
    const run = (await begin()).start().complete('Work')

    expect(run.open).toEqual(['Told', 'Work', 'Work'])
    const caught = run.activities.find(({ nodeId }) => nodeId === 'Caught')
    expect(run.lastChanges?.scopeHistory.find(({ activityId }) => activityId === caught?.id)?.data).toMatchObject({
      nrOfInstances: { value: 3 },
      nrOfActiveInstances: { value: 2 },
      nrOfCompletedInstances: { value: 1 },
      loopCounter: { value: 0 },
    })
    run.complete('Work').complete('Work')
    expect(run.open).toEqual(['Told', 'Told', 'Told'])
    run.complete('Told').complete('Told').complete('Told')
    expect(run.status).toBe('completed')
  })

  it('tells nobody but its own boundary', async () => {
    expect((await begin()).start().complete('Work').lastChanges?.outbox.put).toEqual([])
  })
})

describeModel(import.meta.url, 'multi-instance-one', (begin) => {
  it('throws its event with the first instance only, which may stop the rest', async () => {
    const run = (await begin()).start().complete('Work')

    expect(run.open).toEqual(['Told'])
    expect(run.tasksEnded).toEqual(['Work completed', 'Work cancelled', 'Work cancelled'])
    expect(run.complete('Told').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'multi-instance-complex', (begin) => {
  it('throws the events whose condition holds when an instance completes', async () => {
    const run = (await begin()).start().complete('Work')

    expect(run.open).toEqual(['Work', 'Work'])
    run.complete('Work')
    expect(run.open).toEqual(['Told', 'Work'])
    expect(run.complete('Work').open).toEqual(['Told'])
  })
})

describeModel(import.meta.url, 'multi-instance-one-error', (begin) => {
  it('may throw an error, which stops the activity', async () => {
    const run = (await begin()).start().complete('Work')

    expect(run.open).toEqual(['Told'])
    expect(run.ended).toContain('Caught')
  })
})
