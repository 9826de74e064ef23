import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'complex', (begin) => {
  it('goes on when its condition holds, waits for the others, and then goes on by what holds after the reset', async () => {
    const run = (await begin()).start({ needed: 2, rest: true }).complete('Task_A')
    expect(run.open).toEqual(['Task_B', 'Task_C'])

    run.complete('Task_C')
    expect(run.open).toEqual(['Task_B', 'Task_First'])
    run.complete('Task_B')

    expect(run.open).toEqual(['Task_First', 'Task_Rest'])
    expect(run.complete('Task_First').complete('Task_Rest').status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Join')).toHaveLength(3)
  })

  it('lets nothing go after the reset when nothing holds', async () => {
    const run = (await begin()).start({ needed: 1, rest: false }).complete('Task_A').complete('Task_B').complete('Task_C')

    expect(run.open).toEqual(['Task_First'])
    expect(run.complete('Task_First').status).toBe('completed')
  })

  it('is not done before it has reset', async () => {
    const run = (await begin()).start({ needed: 1, rest: false }).complete('Task_A').complete('Task_First').complete('Task_B')
    expect(run.status).toBe('active')

    expect(run.complete('Task_C').status).toBe('completed')
  })

  it('looks at its condition again when variables change', async () => {
    const run = (await begin()).start({ needed: 3, rest: false }).complete('Task_A').complete('Task_B', { needed: 1 })

    expect(run.open).toEqual(['Task_C', 'Task_First'])
  })

  it('keeps the token that came with an incident when its condition is neither true nor false, and activates with a retry', async () => {
    const run = (await begin()).start({ rest: false }).complete('Task_A')
    expect(run.incidents).toEqual(['expression Join'])

    run.correct('needed', 1).retry('Join')

    expect(run.open).toEqual(['Task_B', 'Task_C', 'Task_First'])
  })

  it('keeps what it remembers with an incident when it can not reset, and resets with a retry', async () => {
    const run = (await begin()).start({ needed: 1 }).complete('Task_A').complete('Task_B').complete('Task_C')
    expect(run.incidents).toEqual(['expression Join'])
    expect(run.open).toEqual(['Task_First'])

    run.correct('rest', true).retry('Join')

    expect(run.open).toEqual(['Task_First', 'Task_Rest'])
    expect(run.complete('Task_First').complete('Task_Rest').status).toBe('completed')
  })

  it('forgets its state when the instance is cancelled', async () => {
    const run = (await begin()).start({ needed: 1, rest: false }).complete('Task_A').cancel()

    expect(run.status).toBe('cancelled')
  })
})

describeModel(import.meta.url, 'discriminator', (begin) => {
  it('goes on once for the first of several, by a flow without a condition', async () => {
    const run = (await begin()).start({ a: true, b: true, back: false }).complete('Task_B')
    expect(run.open).toEqual(['Task_A', 'Task_D'])

    run.complete('Task_A')

    expect(run.open).toEqual(['Task_D'])
    expect(run.complete('Task_D').status).toBe('completed')
  })

  it('does not wait for ways that were not taken', async () => {
    const run = (await begin()).start({ a: true, b: false, back: false })
    expect(run.open).toEqual(['Task_A'])

    expect(run.complete('Task_A').complete('Task_D').status).toBe('completed')
  })

  it('has reset before a token comes round', async () => {
    const run = (await begin()).start({ a: true, b: true, back: true }).complete('Task_B').complete('Task_A').complete('Task_D')
    expect(run.open).toEqual(['Task_A'])

    run.complete('Task_A')

    expect(run.open).toEqual(['Task_D'])
  })

  it('stops with an incident where no way on is open, and splits with a retry', async () => {
    const run = (await begin()).start({ a: false, b: false, back: false })
    expect(run.incidents).toEqual(['no-way-on Fork'])

    expect(run.correct('a', true).retry('Fork').open).toEqual(['Task_A'])
  })
})
