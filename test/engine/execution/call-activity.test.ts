import { expect, it } from 'vitest'
import type { Trigger } from '../../../engine/execution/trigger.ts'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

const variables = { which: 'other', number: 'HZ-7', amount: 5 }

function callOf(run: MachineRun) {
  const call = Object.values(run.state.executions).find(({ nodeId }) => nodeId === 'Call')
  return { executionId: call?.id ?? '', childId: String(call?.data['childId']) }
}

function told(run: MachineRun, what: Partial<Extract<Trigger, { kind: 'called' }>> = {}): MachineRun {
  const { executionId, childId } = callOf(run)
  return run.execute({ kind: 'trigger', executionId, trigger: { kind: 'called', childId, variables: {}, error: null, escalation: null, ...what } })
}

describeModel(import.meta.url, 'call-activity', (begin) => {
  it('asks for an instance of what it names, with what goes in, after the commit', async () => {
    const run = (await begin()).start(variables)

    const integer = (value: number) => ({ type: 'Integer', value })
    expect(run.lastChanges?.outbox.put).toMatchObject([{ kind: 'start-child', executionId: callOf(run).executionId, nodeId: 'Call', dueAt: run.now }])
    expect(run.lastChanges?.outbox.put[0]?.data).toEqual({
      childId: callOf(run).childId,
      key: 'other',
      binding: 'versionTag',
      version: 'spring',
      tenant: 'base',
      businessKey: 'HZ-7-1',
      variables: { limit: integer(5), nothing: { type: 'Null', value: null }, more: integer(6), mine: integer(15) },
    })
    expect(run.open).toEqual([])
  })

  it('waits until that has ended, and takes over what comes out', async () => {
    const run = told((await begin()).start(variables), { variables: { found: 21, note: 'n', other: 1 } })

    expect(run.variables).toEqual({ ...variables, result: 21, twice: 42, copied: 'n' })
    expect(run.open).toEqual(['After'])
    expect(run.activities.find(({ nodeId }) => nodeId === 'Call')).toMatchObject({ state: 'completed', calledInstanceId: expect.stringContaining('id-') })
    expect(run.lastChanges?.outbox).toEqual({ put: [], remove: [] })
  })

  it('goes where its boundary catches the error with which that has ended, with what comes out', async () => {
    const run = told((await begin()).start(variables), { error: { code: 'BAD', message: 'broken' }, variables: { found: 1 } })

    expect(run.open).toEqual(['Repair'])
    expect(run.variables).toMatchObject({ result: 1, twice: 2 })
    expect(run.ended).toEqual(['Start', 'Call cancelled', 'Failed'])
    expect(run.lastChanges?.outbox).toEqual({ put: [], remove: [] })
  })

  it('ends its instance with an error of the called one that nobody catches', async () => {
    const run = told((await begin()).start(variables), { error: { code: 'OTHER', message: 'broken' }, variables: { found: 1 } })

    expect(run.status).toBe('failed')
    expect(run.state.instance.errorCode).toBe('OTHER')
  })

  it('is told an escalation while the called instance goes on', async () => {
    const run = told((await begin()).start(variables), { escalation: { code: 'SLOW', message: null }, variables: { found: 3 } })

    expect(run.open).toEqual(['Note'])
    told(run, { variables: { found: 4 } })
    expect(run.open).toEqual(['After', 'Note'])
    expect(run.variables['result']).toBe(4)
  })

  it('does not start what it has not yet started, or stops it, when it is cancelled', async () => {
    const run = (await begin()).start(variables)
    const startJob = run.lastChanges?.outbox.put[0]?.id
    const { childId } = callOf(run)
    run.cancel()

    expect(run.lastChanges?.outbox.remove).toEqual([startJob])
    expect(run.lastChanges?.outbox.put).toMatchObject([{ kind: 'cancel-child', data: { childId } }])
  })

  it('is not concerned by another instance that ends', async () => {
    const run = told((await begin()).start(variables), { childId: 'another', variables: { found: 1 } })

    expect(run.ended).toEqual(['Start'])
    expect(callOf(run).executionId).not.toBe('')
  })

  it('stops with an incident when it is not known what it calls, and calls when it is retried', async () => {
    const run = (await begin()).start({ ...variables, which: '' })

    expect(run.incidents).toEqual(['expression Call'])
    expect(run.lastChanges?.outbox.put).toEqual([])
    run.correct('which', 'other').retry('Call')
    expect(run.lastChanges?.outbox.put).toMatchObject([{ kind: 'start-child' }])
  })
})

describeModel(import.meta.url, 'call-without-mappings', (begin) => {
  it('hands nothing over and takes nothing back', async () => {
    const run = (await begin()).start({ amount: 5 })
    expect(run.lastChanges?.outbox.put[0]?.data).toMatchObject({
      key: 'other',
      binding: 'latest',
      version: null,
      tenant: null,
      businessKey: null,
      variables: {},
    })

    expect(told(run, { variables: { found: 1 } }).variables).toEqual({ amount: 5 })
    expect(run.open).toEqual(['After'])
  })
})
