import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'receive-task', (begin) => {
  it('waits for its message and takes over what comes with it', async () => {
    const run = (await begin()).start()

    expect(run.waitingFor).toEqual(['answer', 'change'])
    run.send('answer', { text: 'yes', mark: 1 })
    expect(run.variables).toEqual({ mark: 1, said: 'yes' })
    expect(run.ended).toEqual(['Start', 'Wait', 'End'])
  })

  it('goes on when it is called by execution id, and its message finds nobody then', async () => {
    const run = (await begin()).start()
    const [waiting] = Object.values(run.state.executions).filter(({ nodeId }) => nodeId === 'Wait')
    run.execute({ kind: 'trigger', executionId: waiting?.id ?? '', trigger: { kind: 'signalled', variables: { mark: 2 } } })

    expect(run.variables).toEqual({ mark: 2, said: '-' })
    expect(run.status).toBe('completed')
    expect(run.waitingFor).toEqual([])
  })

  it('is interrupted by an event on its boundary', async () => {
    expect((await begin()).start().send('change').ended).toEqual(['Start', 'Wait cancelled', 'Changed', 'End_Changed'])
  })
})

describeModel(import.meta.url, 'messages-of-tasks', (begin) => {
  it('a send task delivers to who waits in the same instance, once every branch has come to rest, and goes on after that', async () => {
    const run = (await begin()).start({ number: 4 })

    expect(run.ended).toEqual(['Start', 'Fork', 'Wait', 'Ask', 'Tell', 'Tell_Join', 'Tell_Join'])
    expect(run.variables).toEqual({ number: 4, asked: 40 })
    expect(run.lastChanges?.outbox.put).toMatchObject([{ kind: 'deliver', data: { what: 'message', name: 'outside', payload: {} } }])
  })

  it('a receive task without a message waits for a call by execution id', async () => {
    const run = (await begin()).start({ number: 4 })
    const [waiting] = Object.values(run.state.executions).filter(({ nodeId }) => nodeId === 'Signalled')
    expect(run.jobs).toEqual(['timer Late'])
    run.execute({ kind: 'trigger', executionId: waiting?.id ?? '', trigger: { kind: 'signalled', variables: { by: 'clerk' } } })

    expect(run.variables).toEqual({ number: 4, asked: 40, by: 'clerk' })
    expect(run.status).toBe('completed')
  })

  it('a message whose name can not be made out stops the tasks that need it, and not the others', async () => {
    const run = (await begin()).start()

    expect(run.incidents).toEqual(['expression Ask', 'expression Wait'])
    run.correct('number', 4).retry('Wait').retry('Ask')
    expect(run.incidents).toEqual([])
    expect(run.variables['asked']).toBe(40)
  })
})
