import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'exclusive-gateway', (begin) => {
  it.each([
    [5000, 'Major'],
    [1000, 'Major'],
    [500, 'Middle'],
    [5, 'Minor'],
    [null, 'Minor'],
  ])('with %j goes to %s: the first condition that holds, else the default', async (amount, expected) => {
    const run = (await begin()).start({ amount })

    expect(run.open).toEqual([expected])
    expect(run.complete(expected).status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Level', expected, 'End'])
  })

  it('stops with an incident when a condition reads what is not there', async () => {
    const run = (await begin()).start({})

    expect(run.incidents).toEqual(['expression Level'])
    expect(Object.values(run.state.incidents)[0]?.message).toBe('unknown variable amount')
    run.correct('amount', 1).retry('Level')
    expect(run.open).toEqual(['Minor'])
  })
})

describeModel(import.meta.url, 'no-default', (begin) => {
  it('stops with an incident where no way leads on, and goes on when the variable is corrected', async () => {
    const run = (await begin()).start({ level: 'huge' })

    expect(run.incidents).toEqual(['no-way-on Level'])
    expect(run.status).toBe('active')
    run.retry('Level')
    expect(run.incidents).toEqual(['no-way-on Level'])
    run.correct('level', 'minor').retry('Level')
    expect(run.incidents).toEqual([])
    expect(run.complete('Minor').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Level', 'Minor', 'End'])
  })
})

describeModel(import.meta.url, 'loop', (begin) => {
  it('goes round as often as it is sent back, each round an activity of its own', async () => {
    const run = (await begin()).start({})
    for (const returned of [true, true, false]) run.complete('Rectify').complete('Verify', { returned })

    expect(run.status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Rectify')).toHaveLength(3)
    expect(new Set(run.activities.map(({ id }) => id)).size).toBe(run.activities.length)
  })
})

describeModel(import.meta.url, 'endless-loop', (begin) => {
  it('may turn many times', async () => {
    const run = (await begin()).start({ count: 0, limit: 900 })

    expect(run.status).toBe('completed')
    expect(run.variables).toEqual({ count: 900, limit: 900 })
  })

  it('is stopped with an incident, and an administrator can let it out or cancel it', async () => {
    const run = (await begin()).start({ count: 0, limit: 1e9 })

    expect(run.incidents).toHaveLength(1)
    expect(run.incidents[0]).toMatch(/^endless-loop /)
    run.correct('limit', 0).execute({ kind: 'retry', incidentId: Object.values(run.state.incidents)[0]?.id ?? '' })
    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'wide-loop', (begin) => {
  it('through many elements is stopped as well', async () => {
    const run = (await begin()).start({ stop: false })

    expect(run.incidents[0]).toMatch(/^endless-loop /)
    expect(run.activities.length).toBeLessThanOrEqual(20_000)
    expect(run.cancel().status).toBe('cancelled')
  })
})
