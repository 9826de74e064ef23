import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import { askedAt } from '../../support/machine-run.ts'

describeModel(import.meta.url, 'terminate', (begin) => {
  it('in a sub-process ends that and nothing else', async () => {
    const run = (await begin()).start().complete('Split').complete('A')

    expect(run.open).toEqual(['After'])
    expect(run.ended).toEqual(['Start', 'Start_Part', 'Split', 'A', 'Stop_Part', 'B cancelled', 'Part'])
    expect(run.status).toBe('active')
  })

  it('at the top ends the instance', async () => {
    const run = (await begin()).start().complete('Split').complete('A').complete('After')
    expect(run.open).toEqual(['X', 'Y'])
    run.complete('X')

    expect(run.status).toBe('completed')
    expect(run.ended.slice(-3)).toEqual(['X', 'Stop_All', 'Y cancelled'])
  })

  it('that is not reached stops nobody', async () => {
    const run = (await begin()).start().complete('Split').complete('B')

    expect(run.open).toEqual(['A'])
    expect(run.complete('A').open).toEqual(['After'])
  })
})

describeModel(import.meta.url, 'terminate-at-once', (begin) => {
  it('stops a branch before the handler it was about to ask for', async () => {
    const run = (await begin({ handlers: { register: () => ({ rows: [{ table: 'hazard', op: 'insert', row: { id: 1 } }] }) } })).start().complete('Split')

    expect(run.status).toBe('completed')
    expect(askedAt(run)).toEqual(['Split'])
    expect(run.rows).toEqual([])
    expect(run.ended).toEqual(['Start', 'Split', 'Stop', 'Later cancelled'])
  })
})
