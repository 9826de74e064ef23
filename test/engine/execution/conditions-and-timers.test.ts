import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

const set = (run: MachineRun, variables: Record<string, unknown>, remove: string[] = []) =>
  run.execute({ kind: 'set-variables', executionId: run.state.instance.id, variables, local: false, remove })

describeModel(import.meta.url, 'conditions', (begin) => {
  const nothing = { count: 0, named: 0, level: 0, flag: false, skip: false, go: false }

  it('occur when they become true, and again when what they read is set again, not with every other change', async () => {
    const run = set((await begin()).start(nothing), { level: 11 })

    expect(run.variables['count']).toBe(1)
    set(run, { other: 1 })
    expect(run.variables['count']).toBe(1)
    set(run, { level: 12 })
    expect(run.variables['count']).toBe(2)
    set(run, { level: 3 })
    set(run, { level: 30, other: 2 })
    expect(run.variables['count']).toBe(3)
  })

  it('that name a variable and its changes look at no others', async () => {
    const run = set((await begin()).start(nothing), { flag: true })

    expect(run.variables['named']).toBe(0)
    set(run, { watched: 1 })
    expect(run.variables['named']).toBe(0)
    set(run, { watched: 2 })
    expect(run.variables['named']).toBe(1)
    set(run, { flag: false })
    set(run, { flag: true }, ['watched'])
    expect(run.variables['named']).toBe(1)
  })

  it('on a boundary that hold already skip the activity', async () => {
    const run = (await begin()).start({ ...nothing, skip: true })

    expect(run.open).toEqual(['Skipped'])
    expect(run.ended).toEqual(['Start', 'Part cancelled', 'Already'])
    expect(run.complete('Skipped').status).toBe('completed')
  })

  it('let the token through where they hold already, and where what they read is missing wait for it', async () => {
    const run = (await begin())
      .start({ ...nothing, go: true })
      .complete('Work')
      .complete('After')
    expect(run.status).toBe('completed')
    const { go: _, ...missing } = nothing
    const waiting = (await begin()).start(missing).complete('Work').complete('After')
    expect(waiting.status).toBe('active')
    expect(set(waiting, { go: true }).status).toBe('completed')
  })

  it('look at what a task brings before the next step', async () => {
    const run = (await begin()).start(nothing).complete('Work', { skip: true })

    expect(run.open).toEqual(['Skipped'])
    expect(run.ended).toContain('Part cancelled')
  })
})

describeModel(import.meta.url, 'condition-loop', (begin) => {
  it('a condition that its own handler makes true for ever is refused to whoever began it, and nothing of it stays', async () => {
    const run = (await begin()).start({ level: 0 })

    expect(() => set(run, { level: 11 })).toThrow('Level: more than 1000 steps without a wait')
    expect(run.variables).toEqual({ level: 0 })
    expect(run.complete('Work').status).toBe('completed')
  })
})

describeModel(import.meta.url, 'event-timers', (begin) => {
  const variables = { nights: 0, ticks: 0, day: '2026-03-05', ticking: 'R2/PT1H' }

  it('of a cron expression go by the clocks of China, once after downtime and then on with their grid', async () => {
    const run = (await begin({ now: '2026-03-01T00:00:00.000Z' })).start(variables)

    expect(run.job('timer', 'Nightly').dueAt).toBe('2026-03-01T18:00:00.000Z')
    run.fire('Nightly')
    expect(run.job('timer', 'Nightly').dueAt).toBe('2026-03-02T18:00:00.000Z')
    run.fire('Nightly', '2026-03-04T20:00:00.000Z')
    expect(run.variables['nights']).toBe(2)
    expect(run.job('timer', 'Nightly').dueAt).toBe('2026-03-05T18:00:00.000Z')
    expect(run.job('timer', 'Weekly').dueAt).toBe('2026-03-02T01:30:00.000Z')
  })

  it('of a day come at its beginning in China', async () => {
    const run = (await begin()).start(variables)

    expect(run.job('timer', 'On_Day').dueAt).toBe('2026-03-04T16:00:00.000Z')
    run.fire('On_Day')
    expect(run.open).toEqual(['Late'])
    expect(run.jobs).toEqual(['timer Tick'])
  })

  it('of an event sub-process come again as often as their cycle says', async () => {
    const run = (await begin()).start(variables).fire('Tick')
    expect(run.variables['ticks']).toBe(1)
    run.fire('Tick')

    expect(run.variables['ticks']).toBe(2)
    expect(run.jobs).toEqual(['timer Nightly', 'timer On_Day', 'timer Weekly'])
    expect(run.complete('Work').status).toBe('completed')
  })

  it('of a cycle with an end come no more after it', async () => {
    const run = (await begin())
      .start({ ...variables, ticking: 'R/PT1H/2026-03-01T02:30:00Z' })
      .fire('Tick')
      .fire('Tick')

    expect(run.variables['ticks']).toBe(2)
    expect(run.jobs).not.toContain('timer Tick')
  })
})

describeModel(import.meta.url, 'condition-asked', (begin) => {
  const answers = (need: { kind: string; variables?: Record<string, unknown> }) => ({ result: Number(need.variables?.['y'] ?? 0) < 3, variables: [] })

  it('a condition that others compute is looked at once for each change, and nothing is done twice', async () => {
    const run = (await begin({ answers })).start({ list: [1, 2, 3], y: 5 })
    expect(run.open).toEqual(['Work'])
    expect(run.complete('Work', { y: 7 }).open).toEqual(['Next'])

    const other = set((await begin({ answers })).start({ list: [1, 2, 3], y: 5 }), { y: 1 })
    expect(other.open).toEqual(['Found'])
    const atOnce = (await begin({ answers })).start({ list: [1, 2, 3], y: 5 }).complete('Work', { y: 1 })
    expect(atOnce.open).toEqual(['Found'])
    expect(atOnce.complete('Found').status).toBe('completed')
  })
})
