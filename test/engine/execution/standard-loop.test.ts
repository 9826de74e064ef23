import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'standard-loop-before', (begin) => {
  it('runs as long as its condition holds, each round an activity of its own', async () => {
    const run = (await begin()).start({ open: 1 })

    run.complete('Check', { open: 1 })
    expect(run.open).toEqual(['Check'])
    run.complete('Check', { open: 0 })
    expect(run.status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Check', 'Check', 'Check', 'End'])
    expect(run.activities.filter(({ nodeId }) => nodeId === 'Check').map(({ nodeType }) => nodeType)).toEqual(['userTask', 'userTask', 'multiInstanceBody'])
  })

  it('does not run at all when its condition does not hold at first', async () => {
    const run = (await begin()).start({ open: 0 })

    expect(run.status).toBe('completed')
    expect(run.tasksEnded).toEqual([])
  })

  it('stops with an incident when its condition is neither true nor false, and begins when that is put right', async () => {
    const run = (await begin()).start({})

    expect(run.incidents).toEqual(['expression Check'])
    run.correct('open', 1).retry('Check')
    expect(run.open).toEqual(['Check'])
  })

  it('keeps a finished round when its condition can not be told after it, and asks only the condition again', async () => {
    const run = (await begin()).start({ open: 1 })

    run.complete('Check', { open: 'many' })
    expect(run.incidents).toEqual(['expression Check'])
    expect(run.tasksEnded).toEqual(['Check completed'])
    run.correct('open', 0).retry('Check')
    expect(run.status).toBe('completed')
    expect(run.tasksEnded).toEqual(['Check completed'])
  })
})

describeModel(import.meta.url, 'standard-loop-after', (begin) => {
  it('runs once before its condition is looked at', async () => {
    const run = (await begin()).start({ open: 0 })

    expect(run.open).toEqual(['Check'])
    expect(run.complete('Check').status).toBe('completed')
  })

  it('sees in each round how many are over', async () => {
    const run = (await begin()).start({ open: 1 })
    const seen = [run.localsAt('Check')['loopCounter']]

    run.complete('Check')
    seen.push(run.localsAt('Check')['loopCounter'])
    run.complete('Check', { open: 0 })

    expect(seen).toEqual([0, 1])
    expect(run.variables).toEqual({ open: 0 })
  })

  it('is cancelled with its round', async () => {
    const run = (await begin()).start({ open: 1 }).complete('Check').cancel()

    expect(run.ended).toEqual(['Start', 'Check', 'Check cancelled', 'Check cancelled'])
  })
})

describeModel(import.meta.url, 'standard-loop-maximum', (begin) => {
  it('without a condition runs as often as its maximum says', async () => {
    const run = (await begin()).start().complete('Check').complete('Check')

    expect(run.open).toEqual(['Check'])
    expect(run.complete('Check').status).toBe('completed')
    expect(run.tasksEnded).toHaveLength(3)
  })
})

describeModel(import.meta.url, 'standard-loop-script', (begin) => {
  it('runs so many rounds as its counter allows', async () => {
    const run = (await begin()).start({ count: 0, limit: 7 })

    expect(run.status).toBe('completed')
    expect(run.variables).toEqual({ count: 7, limit: 7 })
  })

  it('is stopped with an incident when it never waits and never ends', async () => {
    const run = (await begin()).start({ count: 0, limit: 1e9 })

    expect(run.incidents).toEqual(['endless-loop Count'])
    run.correct('limit', 1).retry('Count')
    expect(run.status).toBe('completed')
    expect(run.variables['count']).toBe(1000)
  })
})
