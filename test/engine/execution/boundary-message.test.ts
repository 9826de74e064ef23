import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'boundary-messages', (begin) => {
  it('is waited for under its computed name while the activity goes on', async () => {
    const run = (await begin()).start({ number: 7 })

    expect(run.waitingFor).toEqual(['extend', 'withdraw-7'])
    run.complete('Split').complete('A').complete('B')
    expect(run.waitingFor).toEqual([])
    expect(run.status).toBe('completed')
  })

  it('that interrupts cancels everything inside', async () => {
    const run = (await begin()).start({ number: 7 }).complete('Split')
    expect(run.open).toEqual(['A', 'B'])
    run.send('withdraw-7', { reason: '误报' })

    expect(run.open).toEqual(['Withdrawn'])
    expect(run.jobs).toEqual([])
    expect(run.waitingFor).toEqual([])
    expect(run.variables).toEqual({ number: 7, reason: '误报' })
    expect(run.ended).toEqual(['Start', 'Start_Case', 'Split', 'Start_Part', 'A cancelled', 'B cancelled', 'Part cancelled', 'Case cancelled', 'Withdraw'])
    expect(run.tasksEnded).toEqual(['Split completed', 'A cancelled', 'B cancelled'])
    expect(run.complete('Withdrawn').status).toBe('completed')
  })

  it('that does not interrupt may come again, and each time is waited for', async () => {
    const run = (await begin()).start({ number: 7 }).send('extend', { days: 3 }).send('extend', { days: 5 })

    expect(run.open).toEqual(['Extension', 'Extension', 'Split'])
    expect(run.variables).toEqual({ number: 7, days: 5 })
    run.complete('Split').complete('A').complete('B')
    expect(run.status).toBe('active')
    expect(run.waitingFor).toEqual([])
    expect(run.complete('Extension').complete('Extension').status).toBe('completed')
  })

  it('that interrupts leaves alone what another event has begun', async () => {
    const run = (await begin()).start({ number: 7 }).send('extend').send('withdraw-7')

    expect(run.open).toEqual(['Extension', 'Withdrawn'])
  })

  it('whose name can not be computed stops the token, and is waited for once after a retry', async () => {
    const run = (await begin()).start({})

    expect(run.incidents).toEqual(['expression Case'])
    expect(run.waitingFor).toEqual([])
    run.correct('number', 8).retry('Case')
    expect(run.waitingFor).toEqual(['extend', 'withdraw-8'])
    expect(run.open).toEqual(['Split'])
  })

  it('for somebody else changes nothing', async () => {
    const run = (await begin()).start({ number: 7 })
    const [subscription] = Object.values(run.state.subscriptions)

    run.execute({
      kind: 'trigger',
      executionId: run.state.instance.id,
      trigger: { kind: 'event', subscriptionId: subscription?.id ?? '', variables: { x: 1 } },
    })
    expect(run.variables).toEqual({ number: 7 })
    expect(run.open).toEqual(['Split'])
  })
})
