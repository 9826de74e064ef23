import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'event-gateway', (begin) => {
  it('waits for all the events behind it as one activity', async () => {
    const run = (await begin()).start({ level: 1 })

    expect(run.waitingFor).toEqual(['', 'half', 'other half', 'paid', 'stop'])
    expect(run.jobs).toEqual(['timer Timer'])
    expect(run.ended).toEqual(['Start'])
  })

  it('goes on behind the message that came first, with its variables; the others wait no more', async () => {
    const run = (await begin()).start({ level: 1 }).send('paid', { detail: 'in cash' })

    expect(run.open).toEqual(['Task_Message'])
    expect(run.ended).toEqual(['Start', 'First', 'Message'])
    expect(run.waitingFor).toEqual([])
    expect(run.jobs).toEqual([])
    expect(run.variables).toMatchObject({ detail: 'in cash', told: 'in cash' })
  })

  it('goes on behind a signal, and behind a timer', async () => {
    expect((await begin()).start({ level: 1 }).send('stop').open).toEqual(['Task_Signal'])
    expect((await begin()).start({ level: 1 }).fire('Timer').open).toEqual(['Task_Timer'])
  })

  it('goes on at once behind a condition that holds already, and later behind one that comes to hold', async () => {
    expect((await begin()).start({ level: 4 }).open).toEqual(['Task_Condition'])

    const run = (await begin()).start({ level: 1 })
    run.execute({ kind: 'set-variables', executionId: 'instance', variables: { level: 5 }, local: false, remove: [] })
    expect(run.open).toEqual(['Task_Condition'])
  })

  it('goes on behind an event of several parts when all of them have come', async () => {
    const run = (await begin()).start({ level: 1 }).send('other half')
    expect(run.open).toEqual([])

    expect(run.send('half').open).toEqual(['Task_Both'])
  })

  it('keeps the event when what follows from it can not be computed: a retry does not wait again', async () => {
    const run = (await begin()).start({ level: 1 }).send('paid')
    expect(run.incidents).toEqual(['expression Message'])
    expect(run.waitingFor).toEqual([])

    expect(run.correct('detail', 'late').retry('Message').open).toEqual(['Task_Message'])
  })

  it('waits no more when the instance is cancelled', async () => {
    expect((await begin()).start({ level: 1 }).cancel().ended).toEqual(['Start', 'First cancelled'])
  })
})

describeModel(import.meta.url, 'event-gateway-receive', (begin) => {
  it('lets a receive task behind it get its message', async () => {
    const run = (await begin()).start().send('paid', { sum: 5 })

    expect(run.open).toEqual(['Task_Message'])
    expect(run.ended).toEqual(['Start', 'First', 'Receive'])
    expect(run.jobs).toEqual([])
  })

  it('takes a call by its execution id for the receive task that names no message', async () => {
    const run = (await begin()).start()
    const execution = Object.values(run.state.executions).find(({ nodeId }) => nodeId === 'First')
    run.execute({ kind: 'trigger', executionId: execution?.id ?? '', trigger: { kind: 'signalled', variables: { by: 'hand' } } })

    expect(run.open).toEqual(['Task_Call'])
    expect(run.variables).toEqual({ by: 'hand' })
  })
})

describeModel(import.meta.url, 'event-gateway-start', (begin) => {
  it('starts the process at the event that came first, and waits for the others', async () => {
    const run = (await begin()).start({ sum: 5 }, 'Payment')
    expect(run.ended).toEqual(['Payment'])
    expect(run.waitingFor).toEqual(['order'])

    run.send('order')

    expect(run.open).toEqual(['Task_Ship'])
    expect(run.ended).toEqual(['Payment', 'Order', 'Join', 'Join'])
  })

  it('does not start without an event', async () => {
    const run = await begin()

    expect(() => run.start()).toThrow('no start event without a trigger')
  })
})
