import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'sub-process', (begin) => {
  it('is done when what is inside is done', async () => {
    const run = (await begin()).start()

    expect(run.open).toEqual(['A'])
    run.complete('A')
    expect(run.open).toEqual(['B'])
    run.complete('B')
    expect(run.open).toEqual(['After'])
    expect(run.complete('After').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Start_Outer', 'A', 'Start_Inner', 'B', 'End_Inner', 'Inner', 'End_Outer', 'Outer', 'After', 'End'])
  })

  it('is the parent of what happens inside, in history too', async () => {
    const run = (await begin()).start().complete('A').complete('B')

    const byNode = new Map(run.activities.map((row) => [row.nodeId, row]))
    expect(byNode.get('B')?.parentActivityId).toBe(byNode.get('Inner')?.id)
    expect(byNode.get('Inner')?.parentActivityId).toBe(byNode.get('Outer')?.id)
    expect(byNode.get('Outer')?.parentActivityId).toBe(run.state.instance.id)
  })

  it('gives variables that are written inside to the process', async () => {
    const run = (await begin()).start({ level: 1 }).complete('A', { level: 2, inside: true })

    expect(run.variables).toEqual({ level: 2, inside: true })
  })

  it('is cancelled from the inside out', async () => {
    const run = (await begin()).start().complete('A').cancel()

    expect(run.ended.slice(-3)).toEqual(['B cancelled', 'Inner cancelled', 'Outer cancelled'])
    expect(run.status).toBe('cancelled')
  })
})
