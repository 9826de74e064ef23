import { expect, it } from 'vitest'
import type { Instruction } from '../../../engine/execution/trigger.ts'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

type Start = Extract<Instruction, { kind: 'start' }>
const none = { scopeId: null, variables: {}, local: {} }
const before = (nodeId: string, more: Partial<Start> = {}): Instruction => ({ kind: 'start', at: 'before', nodeId, ...none, ...more }) as Instruction
const after = (nodeId: string): Instruction => ({ kind: 'start', at: 'after', nodeId, ...none })
const on = (flowId: string): Instruction => ({ kind: 'start', at: 'flow', flowId, ...none })
const stop = (nodeId: string): Instruction => ({ kind: 'cancel', nodeId })
const modify = (run: MachineRun, ...instructions: Instruction[]) => run.execute({ kind: 'modify', instructions })
const executionAt = (run: MachineRun, nodeId: string) => Object.values(run.state.executions).find((row) => row.nodeId === nodeId)

describeModel(import.meta.url, 'modification', (begin) => {
  it('stops one activity and starts another as one change', async () => {
    const run = modify((await begin()).start(), stop('Task_A'), before('Task_B'))

    expect(run.open).toEqual(['Task_B'])
    expect(run.ended).toEqual(['Start', 'Task_A cancelled'])
  })

  it('opens the scopes around a node that do not run, with their parameters', async () => {
    const run = modify((await begin()).start(), before('Task_Deep', { variables: { seen: 1 }, local: { own: 2 } }))
    expect(run.open).toEqual(['Task_A', 'Task_Deep'])
    expect(run.localsAt('Sub')).toEqual({ depth: 1 })
    expect(run.localsAt('Task_Deep')).toEqual({ own: 2 })
    expect(run.variables).toEqual({ seen: 1 })

    run.complete('Task_Deep')

    expect(run.open).toEqual(['Task_A', 'Task_InSub'])
  })

  it('uses the scope that runs, and asks which when there are two', async () => {
    const run = modify((await begin()).start().complete('Task_A'), before('Task_InSub'))
    expect(Object.values(run.state.executions).filter(({ nodeId }) => nodeId === 'Sub')).toHaveLength(1)
    modify(run, before('Sub'))

    expect(() => modify(run, before('Task_InSub'))).toThrow('Sub runs 2 times')
    const { activityId } = executionAt(run, 'Sub') ?? {}
    modify(run, before('Task_InSub', { scopeId: activityId ?? '' }))
    expect(run.open).toEqual(['Task_Deep', 'Task_Deep', 'Task_InSub', 'Task_InSub'])
  })

  it('opens new scopes within the one that is named', async () => {
    const run = modify((await begin()).start().complete('Task_A'), before('Task_InSub', { scopeId: 'instance' }))

    expect(Object.values(run.state.executions).filter(({ nodeId }) => nodeId === 'Sub')).toHaveLength(2)
    expect(() => modify(run, before('Task_B', { scopeId: executionAt(run, 'Sub')?.id ?? '' }))).toThrow('no scope around it')
  })

  it('starts after a node by its only flow, and on a flow', async () => {
    expect(modify((await begin()).start(), after('Task_A'), stop('Task_A')).open).toEqual(['Task_Deep'])
    expect(modify((await begin()).start(), on('Flow_Split_Task_C')).open).toEqual(['Task_A', 'Task_C'])
    const run = (await begin()).start()
    expect(() => modify(run, after('Split'))).toThrow('name one')
    expect(() => modify(run, after('Task_End'))).toThrow('no flow leads on')
  })

  it('does each instruction when what the one before has begun has come to rest', async () => {
    const run = modify((await begin()).start(), before('Split'), stop('Task_B'))

    expect(run.open).toEqual(['Task_A', 'Task_C'])
  })

  it('counts a token before a join for a flow by which none has come', async () => {
    const run = modify((await begin()).start(), before('Join'), before('Join'))

    expect(run.open).toEqual(['Task_A', 'Task_End'])
  })

  it('stops a scope when the last in it is stopped, and the instance when nothing is left', async () => {
    const run = modify((await begin()).start().complete('Task_A'), stop('Task_Deep'))

    expect(run.ended.slice(4)).toEqual(['Task_Deep cancelled', 'Deep cancelled', 'Sub cancelled'])
    expect(run.status).toBe('cancelled')
  })

  it('stops one execution with all inside it', async () => {
    const run = (await begin()).start().complete('Task_A')
    modify(run, before('Task_B'), { kind: 'cancel', executionId: executionAt(run, 'Sub')?.id ?? '' })

    expect(run.open).toEqual(['Task_B'])
    expect(() => modify(run, { kind: 'cancel', executionId: 'nobody' })).toThrow('no execution has this id')
  })

  it('stops everything of the instance and starts anew', async () => {
    const run = modify((await begin()).start().complete('Task_A'), { kind: 'cancel', executionId: 'instance' }, before('Task_C'))

    expect(run.open).toEqual(['Task_C'])
  })

  it('fires an interrupting boundary event where its host runs, and interrupts the scope of an event sub-process', async () => {
    expect(modify((await begin()).start(), before('Stop')).open).toEqual(['Task_Stopped'])

    const run = modify((await begin()).start().complete('Task_A'), before('Task_Event'))
    expect(run.open).toEqual(['Task_Event'])
    expect(run.ended.slice(4)).toEqual(['Task_Deep cancelled', 'Deep cancelled'])
  })

  it('changes nothing when one instruction can not be followed', async () => {
    const run = (await begin()).start()

    expect(() => modify(run, stop('Task_A'), before('Nowhere'))).toThrow('not in the definition')
    expect(run.open).toEqual(['Task_A'])
  })

  it('starts an instance where instructions say instead of at its start', async () => {
    const run = (await begin()).execute({ kind: 'start', nodeId: null, variables: { of: 'it' }, instructions: [before('Task_B'), before('Task_InSub')] }, true)

    expect(run.open).toEqual(['Task_B', 'Task_InSub'])
    expect(run.ended).toEqual([])
  })
})

describeModel(import.meta.url, 'modification-loop', (begin) => {
  const instanceOf = (run: MachineRun) => Object.values(run.state.executions).find(({ data }) => data['inner'] === true)?.id ?? ''

  it('stops one instance of a loop: the others go on, and the loop ends with them', async () => {
    const run = (await begin()).start()
    modify(run, { kind: 'cancel', executionId: instanceOf(run) })
    expect(run.open).toEqual(['Task_Each', 'Task_Each'])
    expect(run.localsAt('Task_Each')).toMatchObject({ nrOfInstances: 3, nrOfActiveInstances: 2, nrOfCompletedInstances: 0 })

    expect(run.complete('Task_Each').complete('Task_Each').open).toEqual(['Task_After'])
  })

  it('stops the loop with its last instance, or as a whole', async () => {
    const run = (await begin()).start()
    for (let left = 3; left > 1; left--) modify(run, { kind: 'cancel', executionId: instanceOf(run) })
    expect(modify(run, before('Task_After'), { kind: 'cancel', executionId: instanceOf(run) }).open).toEqual(['Task_After'])

    expect(modify((await begin()).start(), stop('Task_Each#multiInstanceBody'), before('Task_After')).open).toEqual(['Task_After'])
  })

  it('starts a loop with all its instances', async () => {
    expect(modify((await begin()).start(), before('Task_Each')).open).toHaveLength(6)
  })
})
