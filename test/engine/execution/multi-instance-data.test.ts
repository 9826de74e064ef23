import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

/** Completes the task of a person. */
function complete(run: MachineRun, assignee: string, variables: Record<string, unknown>): MachineRun {
  const task = Object.values(run.state.tasks).find((row) => row.assignee === assignee)
  const answer = { variables, outcome: null, opinion: null, submissionId: null, by: assignee, onBehalfOf: null }
  return run.execute({ kind: 'trigger', executionId: task?.executionId ?? '', trigger: { kind: 'task', taskId: task?.id ?? '', ...answer } })
}

describeModel(import.meta.url, 'multi-instance-outputs', (begin) => {
  it('collects what each instance gave in the order of the items, not in that of completion', async () => {
    const run = (await begin()).start({ people: ['li', 'wang', 'zhao'], needed: 3 })

    complete(run, 'zhao', { result: 3 })
    complete(run, 'li', { result: 1 })
    expect(run.variables['results']).toBe(null)
    complete(run, 'wang', { result: 2 })
    expect(run.status).toBe('completed')
    expect(run.variables).toMatchObject({ results: [1, 2, 3] })
    expect(run.variables).not.toHaveProperty('result')
  })

  it('leaves out instances that were cancelled, and has nothing for one that gave nothing', async () => {
    const run = (await begin()).start({ people: ['li', 'wang', 'zhao'], needed: 2 })

    complete(run, 'zhao', {})
    complete(run, 'wang', { result: 2 })
    expect(run.variables['results']).toEqual([2, null])
  })

  it('gives an empty list where there are no items', async () => {
    expect((await begin()).start({ people: [], needed: 1 }).variables['results']).toEqual([])
  })
})

describeModel(import.meta.url, 'multi-instance-data', (begin) => {
  it('takes its items from a data input and gives its results to a data output', async () => {
    const run = (await begin()).start({ houses: ['a', 'b'] })

    complete(run, 'a', { report: 'dry' })
    complete(run, 'b', { report: 'wet' })
    expect(run.status).toBe('completed')
    expect(run.variables).toEqual({ houses: ['a', 'b'], reports: ['dry', 'wet'] })
  })
})
