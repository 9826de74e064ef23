import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'boundary-timers', (begin) => {
  const variables = { cycle: 'R3/PT1H', overdueAt: '2026-03-02T00:00:00Z', reminders: 0 }

  it('are armed with the task and gone when it is done', async () => {
    const run = (await begin()).start(variables)

    expect(run.jobs).toEqual(['timer Overdue', 'timer Remind'])
    expect(run.job('timer', 'Overdue').dueAt).toBe('2026-03-02T00:00:00.000Z')
    expect(run.job('timer', 'Remind').dueAt).toBe('2026-03-01T01:00:00.000Z')
    run.complete('Rectify')
    expect(run.jobs).toEqual([])
    expect(run.status).toBe('completed')
  })

  it('that do not interrupt fire exactly as often as they say, and the task stays', async () => {
    const run = (await begin()).start(variables).fire('Remind').fire('Remind')

    expect(run.variables['reminders']).toBe(2)
    expect(run.job('timer', 'Remind').dueAt).toBe('2026-03-01T03:00:00.000Z')
    run.fire('Remind')
    expect(run.jobs).toEqual(['timer Overdue'])
    expect(run.variables['reminders']).toBe(3)
    expect(run.open).toEqual(['Rectify'])
    expect(run.complete('Rectify').status).toBe('completed')
  })

  it('fire once after downtime and then keep to their grid', async () => {
    const run = (await begin()).start(variables).fire('Remind', '2026-03-01T10:20:00.000Z')

    expect(run.variables['reminders']).toBe(1)
    expect(run.job('timer', 'Remind').dueAt).toBe('2026-03-01T11:00:00.000Z')
    run.fire('Remind').fire('Remind')
    expect(run.variables['reminders']).toBe(3)
    expect(run.jobs).toEqual(['timer Overdue'])
  })

  it('without an end go on for as long as the task', async () => {
    const run = (await begin()).start({ ...variables, cycle: 'R/P1D' })
    for (let day = 0; day < 40; day++) run.fire('Remind')

    expect(run.variables['reminders']).toBe(40)
    expect(run.job('timer', 'Remind').dueAt).toBe('2026-04-11T00:00:00.000Z')
  })

  it('of a month come on the same day in each', async () => {
    const run = (await begin({ now: '2026-01-31T04:00:00.000Z' })).start({ ...variables, cycle: 'R4/2026-01-31T12:00:00+08:00/P1M' })

    const days = [0, 1, 2].map(() => run.fire('Remind').job('timer', 'Remind').dueAt.slice(0, 10))
    expect(days).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
  })

  it('that interrupt cancel the task, its other timers and its history', async () => {
    const run = (await begin()).start(variables).fire('Remind').fire('Overdue')

    expect(run.open).toEqual(['Escalated'])
    expect(run.jobs).toEqual([])
    expect(run.tasksEnded).toEqual(['Rectify cancelled'])
    expect(run.ended).toEqual(['Start', 'Remind', 'Reminded', 'End_Reminded', 'Rectify cancelled', 'Overdue'])
    expect(run.complete('Escalated').status).toBe('completed')
  })

  it('fire once only: a second report of the same firing changes nothing', async () => {
    const run = (await begin()).start(variables)
    const job = run.job('timer', 'Remind')
    run.fire('Remind').execute({ kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'timer', jobId: job.id } })

    expect(run.variables['reminders']).toBe(1)
  })

  it.each([
    ['cycle', { ...variables, cycle: 'sometimes' }],
    ['cycle', { ...variables, cycle: 'R0/PT1H' }],
    ['cycle', { ...variables, cycle: 'R3/P99999999999Y' }],
    ['overdueAt', { ...variables, overdueAt: '+275760-09-13T00:00:00.001Z' }],
    ['overdueAt', { ...variables, overdueAt: null }],
    ['overdueAt', { ...variables, overdueAt: { toString: null } }],
  ])('with an impossible %s stop the token with an incident, and arm nothing twice after a retry', async (name, wrong) => {
    const run = (await begin()).start(wrong)

    expect(run.incidents).toEqual(['timer Rectify'])
    expect(run.jobs).toEqual([])
    run.retry('Rectify')
    expect(run.incidents).toEqual(['timer Rectify'])
    run.correct(name, variables[name === 'cycle' ? 'cycle' : 'overdueAt']).retry('Rectify')
    expect(run.jobs).toEqual(['timer Overdue', 'timer Remind'])
    expect(run.open).toEqual(['Rectify'])
    expect(run.complete('Rectify').ended).toEqual(['Start', 'Rectify', 'End'])
  })

  it('whose way goes wrong leave the task alone', async () => {
    const run = (await begin())
      .start({ ...variables, reminders: 'many' })
      .correct('reminders', { a: 1 })
      .fire('Remind')

    expect(run.incidents).toEqual(['expression Reminded'])
    expect(run.open).toEqual(['Rectify'])
    run.correct('reminders', 0).retry('Reminded').complete('Rectify')
    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'repeating-interruption', (begin) => {
  it('fires once for each time the activity is entered', async () => {
    const run = (await begin()).start().fire('Tick').fire('Tick')

    expect(run.open).toEqual(['Work'])
    expect(run.jobs).toEqual(['timer Tick'])
    expect(run.job('timer', 'Tick').data['left']).toBe(3)
    expect(run.complete('Work').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'timer-start', (begin) => {
  it('begins at the start that fired', async () => {
    expect((await begin()).start({}, 'Nightly').open).toEqual(['Found'])
    expect((await begin()).start({}).open).toEqual(['Asked'])
  })
})
