import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'mappings', (begin) => {
  const variables = { topic: '配电箱', level: 2, hours: 3, rating: 5 }

  it('give an activity variables of its own, each seeing the one before, and the outside does not see them', async () => {
    const run = (await begin()).start(variables)

    expect(run.localsAt('Ask')).toEqual({ question: '配电箱', level: 3, both: '配电箱-3' })
    expect(run.variables).toEqual(variables)
    run.complete('Ask', { reply: 'yes' })
    expect(run.variables).toEqual({ ...variables, reply: 'yes', answer: 'yes', again: 'yes!', rated: 5 })
  })

  it('keep a variable that is written inside local when it has the name of an input', async () => {
    const run = (await begin()).start(variables).complete('Ask', { level: 99, reply: 'no' })

    expect(run.variables['level']).toBe(2)
    expect(run.localsAt('Part')).toEqual({ part: 2 })
    expect(run.complete('Inside', { part: 7, other: 1 }).status).toBe('completed')
  })

  it('of a sub-process hold for everything inside it', async () => {
    const run = (await begin()).start(variables).complete('Ask', { reply: 'no' })
    run.complete('Inside', { part: 7 })

    expect(run.lastChanges?.variableChanges.map(({ name, value }) => [name, value])).toEqual([
      ['part', 7],
      ['result', 7],
    ])
  })

  it('that fail leave no half mapping and nothing armed twice', async () => {
    const run = (await begin()).start({ level: 2, hours: 3, rating: 5 })

    expect(run.incidents).toEqual(['expression Ask'])
    expect(run.localsAt('Ask')).toEqual({})
    run.correct('topic', 'a').correct('hours', 'many').retry('Ask')
    expect(run.incidents).toEqual(['timer Ask'])
    expect(run.localsAt('Ask')).toEqual({})
    run.correct('hours', 1).retry('Ask')
    expect(run.localsAt('Ask')).toEqual({ question: 'a', level: 3, both: 'a-3' })
    expect(run.jobs).toEqual(['timer Late'])
    expect(run.job('timer', 'Late').dueAt).toBe('2026-03-01T01:00:00.000Z')
  })

  it('that fail when the task is asked for do not count an input twice after a retry', async () => {
    let incident: string | null = 'nobody'
    const run = (await begin({ assign: () => ({ incident }) })).start(variables)
    run.retry('Ask').retry('Ask')
    incident = null
    run.retry('Ask')

    expect(run.localsAt('Ask')['level']).toBe(3)
    expect(run.jobs).toEqual(['timer Late'])
  })

  it('that fail on the way out keep the activity until they are corrected, its listeners too', async () => {
    const run = (await begin()).start(variables).complete('Ask')

    expect(run.incidents).toEqual(['expression Ask'])
    expect(run.jobs).toEqual(['timer Late'])
    expect(run.ended).toEqual(['Start'])
    run.fire('Late')
    expect(run.ended).toEqual(['Start', 'Late', 'End_Late'])
    run.correct('reply', 'late').retry('Ask')
    expect(run.variables).toMatchObject({ answer: 'late', again: 'late!' })
    expect(run.ended).toEqual(['Start', 'Late', 'End_Late', 'Ask', 'Start_Part'])
    expect(run.tasksEnded).toEqual(['Ask completed'])
    expect(run.open).toEqual(['Inside'])
  })

  it('that fail half way out have set nothing', async () => {
    const run = (await begin()).start({ topic: '配电箱', level: 2, hours: 3 }).complete('Ask', { reply: 'yes' })

    expect(run.incidents).toEqual(['expression Ask'])
    expect(Object.keys(run.variables)).toEqual(['topic', 'level', 'hours', 'reply'])
    expect(run.lastChanges?.variableChanges.map(({ name }) => name)).toEqual(['reply'])
    expect(run.localsAt('Ask')['level']).toBe(3)
    run.correct('rating', 1).retry('Ask')
    expect(run.variables).toMatchObject({ answer: 'yes', again: 'yes!', rated: 1 })
    expect(run.open).toEqual(['Inside'])
  })
})
