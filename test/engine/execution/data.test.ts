import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'data', (begin) => {
  it('data objects and properties of a process are its variables from the beginning', async () => {
    const run = (await begin()).start({ count: 2 })

    expect(run.variables).toEqual({ count: 2, order: null })
  })

  it('what goes into an activity is copied, transformed or assigned, and is its own', async () => {
    const run = (await begin()).start({ order: 'HZ-1', count: 2 })

    expect(run.localsAt('Pack')).toEqual({ tape: null, what: 'HZ-1', weight: 6, label: 'HZ-1-2' })
    expect(run.variables).toEqual({ order: 'HZ-1', count: 2 })
  })

  it('what comes out of it is written where the association leads, and nothing where it gave nothing', async () => {
    const run = (await begin()).start({ order: 'HZ-1', count: 2 }).complete('Pack', { parcel: 'P-1', tape: 'brown' })
    expect(run.variables).toEqual({ order: 'P-1', count: 2, parcel: 'P-1' })

    expect((await begin()).start({ order: 'HZ-1', count: 2 }).complete('Pack').variables).toEqual({ order: 'HZ-1', count: 2 })
  })

  it('a transformation that can not be computed stops the token in words, until it can', async () => {
    const run = (await begin()).start({ order: 'HZ-1', count: 'many' })

    expect(run.incidents).toEqual(['expression Pack'])
    expect(run.localsAt('Pack')).toEqual({})
    expect(run.correct('count', 1).retry('Pack').localsAt('Pack')).toMatchObject({ weight: 3 })
  })

  it('lists, maps and scripts of parameters give what they hold', async () => {
    const run = (await begin()).start({ order: 'HZ-1', count: 2 }).complete('Pack')

    expect(run.localsAt('After')).toEqual({ all: ['HZ-1', 3], each: { order: 'HZ-1', more: 4 }, computed: 12, nothing: null })
    expect(run.complete('After').status).toBe('completed')
  })
})
