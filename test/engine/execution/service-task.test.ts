import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import { askedAt } from '../../support/machine-run.ts'

describeModel(import.meta.url, 'service-tasks', (begin) => {
  it('runs its handler with what it sees, and takes over what it gives', async () => {
    const run = await begin({
      handlers: {
        register: ({ variables }) => ({
          variables: { number: 'HZ-1', amount: Number(variables['amount']) + 1 },
          rows: [{ table: 'hazard', op: 'insert', row: { id: 1 } }],
          case: { subject: '配电箱', townshipId: 'ls' },
        }),
      },
    })
    run.start({ amount: 20 })

    expect(run.asked[0]).toMatchObject({ kind: 'handler', name: 'register', nodeId: 'Register', variables: { amount: 20 } })
    expect(run.variables).toEqual({ amount: 21, number: 'HZ-1', doubled: 42 })
    expect(run.rows).toEqual([{ table: 'hazard', op: 'insert', row: { id: 1 } }])
    expect(run.state.instance).toMatchObject({ subject: '配电箱', townshipId: 'ls' })
    expect(run.open).toEqual(['Check'])
    run.complete('Check')
    expect(askedAt(run)).toEqual(['Register', 'Check', 'Late'])
    expect(run.status).toBe('completed')
  })

  it('stops with an incident when its expression fails, and what ran before stays', async () => {
    const run = (await begin({ handlers: { register: () => ({ rows: [{ table: 'hazard', op: 'insert', row: { id: 1 } }] }) } })).start({ amount: 'much' })

    expect(run.incidents).toEqual(['expression Double'])
    expect(run.rows).toHaveLength(1)
    run.correct('amount', 4).retry('Double')
    expect(run.variables).toEqual({ amount: 4, doubled: 8 })
    expect(run.open).toEqual(['Check'])
    expect(run.rows).toHaveLength(1)
  })

  it('keeps names like __proto__ as names', async () => {
    const variables: Record<string, unknown> = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1, "amount": 2}')
    const run = (await begin()).start(variables)

    expect(Object.keys(run.variables).sort()).toEqual(['__proto__', 'amount', 'constructor', 'doubled'])
    expect(run.complete('Check').status).toBe('completed')
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  it('gives a variable that JSON can not hold as null, before a restart and after', async () => {
    const run = (await begin({ handlers: { register: () => ({ variables: { amount: 1, ratio: Number.NaN, much: Number.POSITIVE_INFINITY } }) } })).start({})

    expect(run.variables).toEqual({ amount: 1, ratio: null, much: null, doubled: 2 })
  })
})

describeModel(import.meta.url, 'job-handler', (begin) => {
  const handlers = { notify: () => 'later' as const }

  it('waits for its job and goes on with what it gave', async () => {
    const run = (await begin({ handlers })).start({ to: 'ls01' })

    expect(run.jobs).toEqual(['handler Notify', 'timer Slow'])
    run.handled('Notify', { variables: { receipt: 7 }, rows: [{ table: 'message', op: 'insert', row: { id: 1 } }] })
    expect(run.status).toBe('completed')
    expect(run.rows).toHaveLength(1)
    expect(run.ended).toEqual(['Start', 'Notify', 'End'])
  })

  it('is given up when a timer on it interrupts, and its late answer changes nothing', async () => {
    const run = (await begin({ handlers })).start({})
    const job = run.job('handler', 'Notify')
    run.fire('Slow')

    expect(run.jobs).toEqual([])
    expect(run.ended).toEqual(['Start', 'Notify cancelled', 'Slow'])
    run.execute({ kind: 'trigger', executionId: job.executionId ?? '', trigger: { kind: 'handled', jobId: job.id, answer: { variables: { receipt: 7 } } } })
    expect(run.variables).toEqual({})
    expect(run.open).toEqual(['Call'])
  })

  it('keeps its job beside the incident when it has failed for good, and is done when the job succeeds', async () => {
    const run = (await begin({ handlers })).start({})
    run.execute({ kind: 'job-failed', job: run.job('handler', 'Notify'), message: 'no answer' })

    expect(run.incidents).toEqual(['failed-job Notify'])
    run.retry('Notify')
    expect(run.jobs).toEqual(['handler Notify', 'timer Slow'])
    expect(run.incidents).toEqual(['failed-job Notify'])
    run.handled('Notify')
    expect(run.incidents).toEqual([])
    expect(run.status).toBe('completed')
  })
})
