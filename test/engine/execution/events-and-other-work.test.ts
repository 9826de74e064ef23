import { expect, it } from 'vitest'
import type { Trigger } from '../../../engine/execution/trigger.ts'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

const done = (run: MachineRun, nodeId: string) => {
  const job = run.job('external', nodeId)
  return run.execute({ kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'external', jobId: job.id, variables: { by: nodeId } } })
}

describeModel(import.meta.url, 'message-services', (begin) => {
  it('a message event with an implementation does that instead of throwing a message', async () => {
    const handled: string[] = []
    const handlers = { register: ({ nodeId }: { nodeId: string }) => (handled.push(nodeId), { variables: { registered: true } }) }
    const run = (await begin({ handlers })).start({ number: 4 })

    expect(run.jobs).toEqual(['external Mail'])
    done(run, 'Mail')
    expect(run.open).toEqual(['After'])
    run.complete('After')
    expect(run.variables).toEqual({ number: 4, by: 'Mail', double: 8, registered: true })
    expect(handled).toEqual(['Handle'])
    run.complete('Last')
    expect(run.jobs).toEqual(['external Post'])
    expect(done(run, 'Post').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Mail', 'After', 'Compute', 'Handle', 'Last', 'Post'])
  })
})

describeModel(import.meta.url, 'events-of-calls', (begin) => {
  const told = (run: MachineRun, nodeId: string, what: Partial<Extract<Trigger, { kind: 'called' }>> = {}) => {
    const call = Object.values(run.state.executions).find((row) => row.nodeId === nodeId && row.data['childId'] !== undefined)
    const trigger: Trigger = { kind: 'called', childId: String(call?.data['childId']), variables: {}, error: null, escalation: null, ...what }
    return run.execute({ kind: 'trigger', executionId: call?.id ?? '', trigger })
  }
  const effects = (run: MachineRun) => run.lastChanges?.outbox.put.map(({ kind, nodeId }) => `${kind} ${nodeId}`)

  it('an error of what was called stops the scope around the call, which handles it', async () => {
    const run = told((await begin()).start(), 'Call', { error: { code: 'stop', message: 'no' } })

    expect(run.open).toEqual(['Repair'])
    expect(run.variables['code']).toBe('stop')
    run.complete('Repair')
    expect(effects(run)).toEqual(['start-child Pay'])
  })

  it('an escalation of what was called is told while it goes on', async () => {
    const run = told((await begin()).start(), 'Call', { escalation: { code: 'note', message: null } })

    expect(run.open).toEqual(['Note'])
    told(run, 'Call').complete('Note')
    expect(effects(run)).toEqual(['start-child Pay'])
  })

  it('an event around the call stops what was called', async () => {
    const run = (await begin()).start().send('stop')

    expect(effects(run)).toContain('cancel-child Call')
    expect(run.open).toEqual(['Stop'])
  })

  it('a call is undone by another call', async () => {
    const run = told(told((await begin()).start(), 'Call'), 'Pay').complete('Look')

    expect(effects(run)).toEqual(['start-child Repay'])
    expect(told(run, 'Repay').status).toBe('completed')
  })
})
