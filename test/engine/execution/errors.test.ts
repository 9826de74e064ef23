import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

describeModel(import.meta.url, 'errors', (begin) => {
  const variables = { what: 'outer', reason: 'wet' }

  it('stops the sub-process it leaves at once, and goes on from the boundary with code and message', async () => {
    const run = (await begin()).start(variables).complete('Decide', { error: 'A' })

    expect(run.open).toEqual(['After_A', 'Side'])
    expect(run.ended.slice(-4)).toEqual(['Throw_A', 'Work cancelled', 'Inner cancelled', 'Caught_A'])
    expect(run.variables).toMatchObject({ code: 'a', text: 'it was wet' })
    expect(run.complete('After_A').complete('Side').status).toBe('completed')
  })

  it('goes outwards past events for other codes to an event sub-process, whose scope is then done', async () => {
    const run = (await begin()).start(variables).complete('Decide', { error: 'B' })

    expect(run.open).toEqual(['After_B', 'Side'])
    expect(run.variables['code']).toBe('b')
    run.complete('After_B')
    expect(run.open).toEqual(['Side'])
    expect(run.ended.slice(-4)).toEqual(['End_B', 'Handle_B', 'Outer', 'End'])
    expect(run.complete('Side').status).toBe('completed')
  })

  it('is caught by an event without a code, whatever its code', async () => {
    const run = (await begin()).start(variables).complete('Decide', { error: 'C' })

    expect(run.open).toEqual(['After_Any', 'Side'])
    expect(run.variables['code']).toBe('c')
  })

  it('that nobody catches ends the instance, which says so', async () => {
    const run = (await begin()).start({ ...variables, what: 'bare' }).complete('Bare_Work')

    expect(run.status).toBe('failed')
    expect(run.state.instance.errorCode).toBe('a')
    expect(run.ended.slice(-3).sort()).toEqual(['Bare cancelled', 'Idle cancelled', 'Side cancelled'])
    expect(run.lastChanges?.incidentHistory).toMatchObject([{ kind: 'unhandled-error', nodeId: 'End_Bare', state: 'resolved' }])
    expect(run.incidents).toEqual([])
  })

  it('that is not thrown is nothing', async () => {
    const run = (await begin()).start(variables).complete('Decide', { error: '' }).complete('Work').complete('Side')

    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'task-errors', (begin) => {
  const report = (run: MachineRun, what: 'error' | 'escalation', code: string) =>
    run.execute({ kind: 'throw', executionId: taskAt(run).executionId, what, thrown: { code, message: 'as reported', variables: { seen: code } } })

  it('reported by a person is caught by the event with its code before one without', async () => {
    const run = report((await begin()).start(), 'error', 'a')

    expect(run.open).toEqual(['After_Exact'])
    expect(run.tasksEnded).toEqual(['Work cancelled'])
    expect(run.variables).toEqual({ seen: 'a' })
  })

  it('reported with another code is caught by the event without one', async () => {
    const run = report((await begin()).start(), 'error', 'z')

    expect(run.open).toEqual(['After_Other'])
    expect(run.variables).toEqual({ seen: 'z', code: 'z', text: 'as reported' })
  })

  it('as an escalation that does not interrupt leaves the task, any number of times', async () => {
    const run = report(report((await begin()).start(), 'escalation', 'late'), 'escalation', 'late')

    expect(run.open).toEqual(['After_Told', 'After_Told', 'Work'])
    expect(run.variables).toEqual({ seen: 'late', late: 'late' })
    expect(run.complete('Work').complete('After_Told').complete('After_Told').status).toBe('completed')
  })

  it('as an escalation that interrupts takes the task away', async () => {
    expect(report((await begin()).start(), 'escalation', 'gone').open).toEqual(['After_Taken'])
  })

  it('as an escalation that nobody catches changes nothing', async () => {
    const run = report((await begin()).start(), 'escalation', 'unknown')

    expect(run.open).toEqual(['Work'])
    expect(run.complete('Work').status).toBe('completed')
  })

  it('of a task that nobody catches keeps the token with an incident, and can be tried again', async () => {
    let fails = true
    const run = (await begin({ handlers: { register: () => (fails ? { bpmnError: { code: 'lost', message: 'the register is lost' } } : {}) } })).start()
    run.complete('Work')

    expect(run.incidents).toEqual(['unhandled-error Register'])
    expect(Object.values(run.state.incidents)[0]?.message).toContain('the register is lost')
    fails = false
    expect(run.retry('Register').status).toBe('completed')
  })
})

function taskAt(run: MachineRun) {
  const task = Object.values(run.state.tasks).find(({ nodeId }) => nodeId === 'Work')
  if (!task) throw new Error('there is no task')
  return task
}
