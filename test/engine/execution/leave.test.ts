import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'forks', (begin) => {
  it.each([
    [{ amount: 5, urgent: false }, ['Always', 'Otherwise']],
    [{ amount: 500, urgent: false }, ['Always', 'Large']],
    [{ amount: 500, urgent: true }, ['Always', 'Large', 'Urgent']],
  ])('with %j take the flows without a condition, those whose condition holds, and the default if none does', async (variables, expected) => {
    const run = (await begin()).start().complete('Decide', variables)

    expect(run.open).toEqual(expected)
    for (const id of expected) {
      expect(run.status).toBe('active')
      run.complete(id)
    }
    expect(run.status).toBe('completed')
    expect(run.ended.filter((id) => id === 'End')).toHaveLength(expected.length)
  })

  it('that can not be decided keep the token with an incident, and go on when the variable is corrected', async () => {
    const run = (await begin()).start().complete('Decide', { amount: 5 })

    expect(run.incidents).toEqual(['expression Decide'])
    expect(run.open).toEqual([])
    expect(run.tasksEnded).toEqual(['Decide completed'])
    run.correct('urgent', true).retry('Decide')
    expect(run.open).toEqual(['Always', 'Urgent'])
    expect(run.ended).toEqual(['Start', 'Decide'])
  })
})

describeModel(import.meta.url, 'conditional-only', (begin) => {
  it('stop with an incident when no condition holds and there is no default', async () => {
    const run = (await begin()).start().complete('Decide', { size: 'middle' })

    expect(run.incidents).toEqual(['no-way-on Decide'])
    run.correct('size', 'small').retry('Decide')
    expect(run.open).toEqual(['Small'])
  })
})
