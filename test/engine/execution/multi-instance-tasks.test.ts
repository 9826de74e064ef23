import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import type { MachineRun } from '../../support/machine-run.ts'

const people = ['li', 'wang']

function external(run: MachineRun, topic: string): MachineRun {
  const job = Object.values(run.state.jobs).find((row) => row.topic === topic)
  return run.execute({ kind: 'trigger', executionId: job?.executionId ?? '', trigger: { kind: 'external', jobId: job?.id ?? '', variables: {} } })
}

function called(run: MachineRun, answer: string): MachineRun {
  const waiting = Object.values(run.state.executions).find(({ nodeId, data }) => nodeId === 'Call' && typeof data['childId'] === 'string')
  const trigger = { kind: 'called', childId: String(waiting?.data['childId']), variables: { answer }, error: null, escalation: null } as const
  return run.execute({ kind: 'trigger', executionId: waiting?.id ?? '', trigger })
}

describeModel(import.meta.url, 'multi-instance-tasks', (begin) => {
  it('runs every kind of task once for each item', async () => {
    const run = (await begin({ handlers: { fetch: () => 'later' } })).start({ people, sum: 10 })

    expect(run.asked.flatMap((need) => (need.kind === 'handler' ? need.variables['person'] : []))).toEqual(people)
    expect(run.jobs).toEqual(['handler Fetch', 'handler Fetch'])
    run.handled('Fetch').handled('Fetch')
    expect(
      Object.values(run.state.jobs)
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual(['topic-li', 'topic-wang'])
    external(run, 'topic-li')
    external(run, 'topic-wang')
    expect(run.variables['last']).toBe('wang!')
    expect(run.waitingFor).toEqual(['hear-li', 'hear-wang'])
    run.send('hear-wang').send('hear-li')
    expect(run.variables['sum']).toBe(11)
    const { put } = run.lastChanges?.outbox ?? { put: [] }
    expect(put.map(({ kind }) => kind)).toEqual(['start-child', 'start-child'])
    called(run, 'yes')
    called(run, 'no')
    expect(run.status).toBe('completed')
    expect(run.variables['answer']).toBe('no')
  })

  it('tells each called process to stop when it is cancelled', async () => {
    const run = (await begin({ handlers: { fetch: () => ({}) } })).start({ people, sum: 0 })
    external(run, 'topic-li')
    external(run, 'topic-wang')
    run.send('hear-li').send('hear-wang').cancel()

    expect(run.lastChanges?.outbox.put.map(({ kind }) => kind)).toEqual(['cancel-child', 'cancel-child'])
  })
})
