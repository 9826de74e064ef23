import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'stopped-from-inside', (begin) => {
  it.each([
    ['escalate', 'Out', 2],
    ['fail', 'Out', 2],
    ['set', 'Handle', 2],
  ])('a scope that does %s stops before the next step of any branch', async (how, open, steps) => {
    const run = (await begin()).start({ steps: 0, after: 0, alarm: false }).complete('Split', { how })

    expect(run.open).toEqual([open])
    expect(run.variables).toMatchObject({ steps, after: 0 })
  })

  it('a signal is thrown when the other branches have come to rest, and its token takes no further step', async () => {
    const run = (await begin()).start({ steps: 0, after: 0, alarm: false }).complete('Split', { how: 'shout' })

    expect(run.open).toEqual(['Out'])
    expect(run.variables).toMatchObject({ steps: 3, after: 0 })
  })

  it('that handles it itself is done with its handler and goes its normal way', async () => {
    const run = (await begin()).start({ steps: 0, after: 0, alarm: false }).complete('Split', { how: 'set' }).complete('Handle')

    expect(run.open).toEqual(['Done'])
    expect(run.complete('Done').status).toBe('completed')
  })

  it('whose condition holds already begins with its handler', async () => {
    const run = (await begin()).start({ steps: 0, after: 0, alarm: true })

    expect(run.open).toEqual(['Handle'])
    expect(run.ended).toEqual(['Start', 'Alarm'])
  })
})

describeModel(import.meta.url, 'multiple-events', (begin) => {
  it('goes on with any of its definitions, or with all where it is parallel', async () => {
    const run = (await begin()).start({ ready: false }).send('m')

    expect(run.open).toEqual(['After_Any', 'Inside', 'Work'])
    run.send('m')
    expect(run.open).toEqual(['After_Any', 'Inside', 'Work'])
  })

  it('remembers which of several have come, in any order', async () => {
    const run = (await begin()).start({ ready: false }).complete('Inside')
    const hear = (name: string) => {
      for (const row of Object.values(run.state.subscriptions).filter((each) => each.name === name)) {
        const isThere = run.state.subscriptions[row.id] !== undefined
        if (isThere) run.execute({ kind: 'trigger', executionId: row.executionId, trigger: { kind: 'event', subscriptionId: row.id, variables: {} } })
      }
    }
    hear('a')
    expect(run.open).toEqual(['After_Any', 'Work'])
    hear('m')
    expect(run.open).toEqual(['After_Any', 'Work'])
    run.execute({ kind: 'set-variables', executionId: run.state.instance.id, variables: { ready: true }, local: false, remove: [] })
    expect(run.open).toEqual(['After_All', 'After_Any', 'Work'])
    hear('b')
    expect(run.open).toEqual(['After_All', 'After_Any', 'All_Came', 'Any_Came'])
    expect(run.waitingFor).toEqual([])
  })

  it('on a boundary that does not interrupt occurs with each, and a timer of it only once', async () => {
    const run = (await begin()).start({ ready: false }).send('b').fire('Work_Any').send('b')

    expect(run.open.filter((id) => id === 'Any_Came')).toHaveLength(3)
    expect(run.open).toContain('Work')
    expect(run.jobs).toEqual([])
  })

  it('that is parallel and does not interrupt waits for all of them again', async () => {
    const run = (await begin()).start({ ready: true })
    const together = () => run.open.filter((id) => id === 'Both_Came').length
    const [waits] = Object.values(run.state.subscriptions).filter(({ nodeId, name }) => nodeId === 'Both' && name === 'm')
    expect(together()).toBe(0)
    run.execute({ kind: 'trigger', executionId: waits?.executionId ?? '', trigger: { kind: 'event', subscriptionId: waits?.id ?? '', variables: {} } })
    expect(together()).toBe(1)
    const [again] = Object.values(run.state.subscriptions).filter(({ nodeId, name }) => nodeId === 'Both' && name === 'm')
    run.execute({ kind: 'trigger', executionId: again?.executionId ?? '', trigger: { kind: 'event', subscriptionId: again?.id ?? '', variables: {} } })
    expect(together()).toBe(1)
    run.execute({ kind: 'set-variables', executionId: run.state.instance.id, variables: { ready: true }, local: false, remove: [] })
    expect(together()).toBe(2)
  })
})

describeModel(import.meta.url, 'multiple-throws', (begin) => {
  it('throws all of them, waits for compensation, and goes on once', async () => {
    const run = (await begin()).start({ undone: 0 }).complete('Work')

    expect(run.variables['undone']).toBe(1)
    expect(run.open).toEqual(['Heard', 'Note', 'Told'])
    expect(run.lastChanges?.outbox.put.map(({ data }) => `${String(data['what'])} ${String(data['name'])}`)).toEqual(['signal a', 'message m'])
  })

  it('at an end with an error throws the rest too', async () => {
    const run = (await begin()).start({ undone: 0 }).complete('Work').complete('Told')

    expect(run.open).toEqual(['Failure', 'Heard', 'Heard_B', 'Note'])
  })
})

describeModel(import.meta.url, 'links', (begin) => {
  it('lead to the catch event of their name in the same scope, each with its token', async () => {
    const run = (await begin()).start().complete('A')

    expect(run.open).toEqual(['B', 'C'])
    run.complete('B').complete('C')
    expect(run.open).toEqual(['C', 'D'])
    expect(run.complete('D').complete('C').complete('D').status).toBe('completed')
    expect(run.ended.filter((id) => id === 'There')).toHaveLength(2)
    expect(run.ended.slice(0, 4)).toEqual(['Start', 'A', 'Go_1', 'There'])
  })
})

describeModel(import.meta.url, 'nested-event-sub-processes', (begin) => {
  it('run inside each other; each listens while its own scope runs', async () => {
    const run = (await begin()).start()
    expect(run.waitingFor).toEqual(['a'])
    run.send('a').send('a')

    expect(run.open).toEqual(['In_A', 'In_A', 'Try', 'Work'])
    expect(run.waitingFor).toEqual(['a', 'b', 'b'])
    run.send('b')
    expect(run.open).toEqual(['Beside_B', 'In_A', 'In_B', 'Try', 'Work'])
    run.complete('In_B')
    expect(run.open).toEqual(['In_A', 'Try', 'Work'])
    expect(run.ended.slice(-4)).toEqual(['Stop_B', 'Beside_B cancelled', 'On_B', 'On_A'])
  })

  it('of the process stops everything, and an error it throws itself is not caught by it again', async () => {
    const run = (await begin()).start().send('a').complete('Try')

    expect(run.open).toEqual(['Repair'])
    expect(run.waitingFor).toEqual([])
    run.complete('Repair')
    expect(run.status).toBe('failed')
    expect(run.state.instance.errorCode).toBe('stop')
  })
})
