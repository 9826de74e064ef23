import { describe, expect, it } from 'vitest'
import { graphOf, modelBeside } from '../../support/bpmn.ts'
import { describeModel } from '../../support/machine-model.ts'
import { MachineRun } from '../../support/machine-run.ts'

const people = ['li', 'wang', 'zhao']
const assignees = ({ state }: MachineRun) => Object.values(state.tasks).map(({ assignee }) => assignee)
const body = ({ state }: MachineRun) => Object.values(state.executions).find(({ data }) => data['loop'] !== undefined)
const counters = (run: MachineRun) => {
  const { nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances } = run.state.scopes[body(run)?.id ?? ''] ?? {}
  return [nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances].map((variable) => variable?.value)
}

describeModel(import.meta.url, 'multi-instance-parallel', (begin) => {
  it('gives each item an instance of its own, all at once', async () => {
    const run = (await begin()).start({ people, needed: 3 })

    expect(assignees(run)).toEqual(people)
    expect(Object.values(run.state.scopes).flatMap(({ loopCounter }) => loopCounter?.value ?? [])).toEqual([0, 1, 2])
    expect(counters(run)).toEqual([3, 3, 0])
    run.complete('Vote')
    expect(counters(run)).toEqual([3, 2, 1])
    expect(run.open).toEqual(['Vote', 'Vote'])
    run.complete('Vote').complete('Vote')
    expect(run.open).toEqual(['After'])
    expect(run.variables).toEqual({ people, needed: 3 })
  })

  it('shows the instances inside a body in history', async () => {
    const run = (await begin()).start({ people, needed: 3 }).complete('Vote').complete('Vote').complete('Vote')

    const [whole] = run.activities.filter(({ nodeType }) => nodeType === 'multiInstanceBody')
    const inner = run.activities.filter(({ nodeType }) => nodeType === 'userTask')
    expect(whole).toMatchObject({ nodeId: 'Vote', state: 'completed', parentActivityId: run.state.instance.id })
    expect(inner.map(({ nodeId, parentActivityId }) => [nodeId, parentActivityId])).toEqual(people.map(() => ['Vote', whole?.id]))
  })

  it('cancels the rest when its completion condition holds', async () => {
    const run = (await begin()).start({ people, needed: 2 }).complete('Vote').complete('Vote')

    expect(run.open).toEqual(['After'])
    expect(run.tasksEnded).toEqual(['Vote completed', 'Vote completed', 'Vote cancelled'])
    expect(run.ended).toEqual(['Start', 'Vote', 'Vote', 'Vote cancelled', 'Vote'])
  })

  it('without items is done at once', async () => {
    expect((await begin()).start({ people: [], needed: 1 }).open).toEqual(['After'])
  })

  it('is stopped as a whole by an interrupting event on its boundary', async () => {
    const run = (await begin()).start({ people, needed: 3 }).complete('Vote').send('withdraw')

    expect(run.status).toBe('completed')
    expect(run.tasksEnded).toEqual(['Vote completed', 'Vote cancelled', 'Vote cancelled'])
    expect(run.ended.slice(-2)).toEqual(['Withdraw', 'End_Withdrawn'])
  })

  it('has each boundary event once, and goes on after one that does not interrupt', async () => {
    const run = (await begin()).start({ people, needed: 3 })

    expect(run.jobs).toEqual(['timer Remind'])
    run.fire('Remind')
    expect(run.open).toEqual(['Vote', 'Vote', 'Vote'])
    expect(run.ended).toContain('End_Reminded')
  })

  it.each([
    ['nothing', undefined],
    ['text', 'li,wang'],
    ['a number', 3],
    ['too many', Array.from({ length: 10_001 }, (_, index) => index)],
  ])('waits with an incident before anything is created when the collection is %s', async (_, given) => {
    const run = (await begin()).start({ needed: 1, ...(given !== undefined && { people: given }) })

    expect(run.incidents).toHaveLength(1)
    expect(Object.keys(run.state.executions)).toHaveLength(2)
    run.correct('people', ['li']).retry('Vote')
    expect(assignees(run)).toEqual(['li'])
  })

  it('keeps a completed instance when its completion condition can not be told', async () => {
    const run = (await begin()).start({ people, needed: 'two' }).complete('Vote')

    expect(run.incidents).toEqual(['expression Vote'])
    expect(run.tasksEnded).toEqual(['Vote completed'])
    run.correct('needed', 1).retry('Vote')
    expect(run.open).toEqual(['After'])
  })

  it('gives an instance that could not begin its item again when it is retried', async () => {
    let isThere = false
    const run = (await begin({ assign: ({ assignee }) => (assignee === 'wang' && !isThere ? { incident: 'nobody is there' } : {}) })).start({
      people,
      needed: 3,
    })

    expect(assignees(run)).toEqual(['li', 'zhao'])
    isThere = true
    run.retry('Vote')
    expect(assignees(run).sort()).toEqual(people)
    expect(run.complete('Vote').complete('Vote').complete('Vote').open).toEqual(['After'])
  })
})

describeModel(import.meta.url, 'multi-instance-sequential', (begin) => {
  it('gives each item an instance of its own, one after the other', async () => {
    const run = (await begin()).start({ people, needed: 3 })
    const seen: unknown[] = []

    for (const _ of people) {
      seen.push(...assignees(run), counters(run))
      run.complete('Vote')
    }

    expect(seen).toEqual(['li', [3, 1, 0], 'wang', [3, 1, 1], 'zhao', [3, 1, 2]])
    expect(run.open).toEqual(['After'])
  })

  it('keeps to the items it began with', async () => {
    const run = (await begin()).start({ people, needed: 3 }).complete('Vote', { people: [] })

    expect(assignees(run)).toEqual(['wang'])
  })

  it('starts no further instance when its completion condition holds', async () => {
    const run = (await begin()).start({ people, needed: 1 }).complete('Vote')

    expect(run.open).toEqual(['After'])
    expect(run.tasksEnded).toEqual(['Vote completed'])
  })

  it('is stopped by an interrupting event on its boundary', async () => {
    expect((await begin()).start({ people, needed: 3 }).complete('Vote').send('withdraw').ended.slice(-2)).toEqual(['Withdraw', 'End_Withdrawn'])
  })
})

describeModel(import.meta.url, 'multi-instance-cardinality', (begin) => {
  it.each([
    ['a number', 4],
    ['text that is a number', '4'],
  ])('runs as often as %s says', async (_, size) => {
    expect((await begin()).start({ size, total: 0 }).variables).toEqual({ size, total: 6 })
  })

  it.each([
    ['negative', -1],
    ['broken', 2.5],
    ['text', 'many'],
    ['nothing', null],
    ['more than 10,000', 10_001],
  ])('waits with an incident when the number is %s', async (_, size) => {
    const run = (await begin()).start({ size, total: 0 })

    expect(run.incidents).toEqual(['loop Count'])
    expect(run.correct('size', 1).retry('Count').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'multi-instance-at-once', (begin) => {
  it('does not begin instances after the one with which its completion condition holds', async () => {
    const run = (await begin()).start({ size: 5, enough: 2, total: 0 })

    expect(run.status).toBe('completed')
    expect(run.variables['total']).toBe(2)
    expect(run.ended).toEqual(['Start', 'Count', 'Count', 'Count', 'End'])
  })
})

describeModel(import.meta.url, 'multi-instance-async', (begin) => {
  it('puts off the whole by its own marks and each instance by the marks of the loop', async () => {
    const run = (await begin()).start({ people: ['li', 'wang'] })

    expect(run.jobs).toEqual(['async Vote'])
    run.goOn('Vote')
    expect(run.jobs).toEqual(['async Vote', 'async Vote'])
    run.goOn('Vote').goOn('Vote').complete('Vote').complete('Vote')
    expect(run.jobs).toEqual(['async Vote', 'async Vote'])
    run.goOn('Vote').goOn('Vote')
    expect(run.jobs).toEqual(['async Vote'])
    expect(run.goOn('Vote').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Vote', 'Vote', 'Vote', 'End'])
  })
})

describeModel(import.meta.url, 'multi-instance-sub-process', (begin) => {
  it('is done when the last instance is', async () => {
    const run = (await begin()).start({ people, result: 'done' })

    run.complete('Work').complete('Work')
    expect(run.status).toBe('active')
    expect(run.complete('Work').status).toBe('completed')
  })

  it('loses by a terminate end event only the instance that reaches it', async () => {
    const run = (await begin()).start({ people, result: '' }).complete('Work', { result: 'stop' })

    expect(run.open).toEqual(['Work', 'Work'])
    expect(run.complete('Work').complete('Work').status).toBe('completed')
  })

  it('is stopped as a whole by an error of one instance that is caught on its boundary', async () => {
    const run = (await begin()).start({ people, result: '' }).complete('Work').complete('Work', { result: 'fail' })

    expect(run.status).toBe('completed')
    expect(run.ended.slice(-2)).toEqual(['Failed', 'End_Failed'])
    expect(run.tasksEnded).toEqual(['Work completed', 'Work completed', 'Work cancelled'])
  })

  it('has event sub-processes in each instance, which see its item', async () => {
    const run = (await begin()).start({ people, result: '' })

    expect(run.waitingFor).toEqual(['ask-li', 'ask-wang', 'ask-zhao'])
    run.send('ask-wang')
    expect(run.open).toEqual(['Answer', 'Work', 'Work'])
    expect(assignees(run).sort()).toEqual(people)
    run.complete('Answer').complete('Work').complete('Work')
    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'multi-instance-nested', (begin) => {
  it('runs a loop in each instance of a loop', async () => {
    const run = (await begin()).start({ groups: [{ people: ['a', 'b'] }, { people: [] }, { people: ['c'] }] })

    expect(assignees(run).sort()).toEqual(['a', 'c'])
    run.complete('Vote')
    expect(assignees(run).sort()).toEqual(['b', 'c'])
    run.complete('Vote').complete('Vote')
    expect(run.status).toBe('completed')
    expect(run.ended.filter((id) => id === 'Group')).toHaveLength(4)
  })
})

describe('a very large loop', () => {
  it('goes on in jobs of their own, and everything runs once', async () => {
    const run = new MachineRun(await graphOf(await modelBeside(import.meta.url, 'multi-instance-at-once'))).start({ size: 10_000, enough: -1, total: 0 })

    expect(run.status).toBe('active')
    while (run.jobs.length > 0) run.goOn('Count')
    expect(run.status).toBe('completed')
    expect(run.variables['total']).toBe(10_000)
  })
})
