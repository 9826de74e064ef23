import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'async', (begin) => {
  it('waits before and after as jobs, and each goes on from where it stood', async () => {
    const run = (await begin()).start({ yes: true })

    expect(run.jobs).toEqual(['async Before'])
    expect(run.variables).toEqual({ yes: true })
    run.goOn('Before')
    expect(run.variables).toEqual({ yes: true, before: 1 })
    expect(run.open).toEqual(['After'])
    run.complete('After')
    expect(run.jobs).toEqual(['async After'])
    expect(run.ended).toEqual(['Start', 'Before', 'After'])
    run.goOn('After')
    expect(run.jobs).toEqual(['async Which'])
    run.goOn('Which')
    expect(run.jobs).toEqual(['async Which'])
    run.goOn('Which')
    expect(run.open).toEqual(['Yes'])
    run.complete('Yes').goOn('End')
    expect(run.status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Before', 'After', 'Which', 'Yes', 'End'])
  })

  it('after a gateway goes the way that was chosen, whatever changes meanwhile', async () => {
    const run = (await begin()).start({ yes: true }).goOn('Before').complete('After').goOn('After').goOn('Which')

    run.correct('yes', false).goOn('Which')
    expect(run.open).toEqual(['Yes'])
  })

  it('after an activity is no longer interrupted by its timer: the activity is over', async () => {
    const run = (await begin()).start({ yes: true }).goOn('Before')
    expect(run.jobs).toEqual(['timer Late'])

    expect(run.complete('After').jobs).toEqual(['async After'])
  })

  it('is continued once only', async () => {
    const run = (await begin()).start({ yes: false })
    const { id } = run.job('async', 'Before')
    run.goOn('Before').execute({ kind: 'continue', jobId: id })

    expect(run.open).toEqual(['After'])
  })

  it('is not continued by the job of a timer', async () => {
    const run = (await begin()).start({ yes: false }).goOn('Before')

    run.execute({ kind: 'continue', jobId: run.job('timer', 'Late').id })
    expect(run.jobs).toEqual(['timer Late'])
    expect(run.open).toEqual(['After'])
  })

  it('is cancelled while it waits without a trace of what had not begun', async () => {
    const run = (await begin()).start({ yes: false }).cancel()

    expect(run.ended).toEqual(['Start'])
    expect(run.status).toBe('cancelled')
  })
})
