import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'

describeModel(import.meta.url, 'escalations', (begin) => {
  it('that does not interrupt is told outside while the thrower goes on', async () => {
    const run = (await begin()).start().complete('Work')

    expect(run.open).toEqual(['Note', 'Other', 'Working'])
    expect(run.ended.slice(-2)).toEqual(['Tell', 'Noted'])
  })

  it('that interrupts stops the scope it leaves', async () => {
    const run = (await begin()).start().complete('Work').complete('Working')

    expect(run.open).toEqual(['Note', 'Stop'])
    expect(run.variables['stopped']).toBe('stop')
    expect(run.complete('Note').complete('Stop').status).toBe('completed')
  })

  it('is caught by an event sub-process of the scope first, which is waited for', async () => {
    const run = (await begin()).start().complete('Other')

    expect(run.open).toEqual(['Answering', 'Asked', 'Work'])
    expect(run.variables).toEqual({ asked: 'ask' })
    expect(run.complete('Answering').open).toEqual(['Asked', 'Work'])
  })

  it('goes to an event without a code when none names its own', async () => {
    const run = (await begin()).start().complete('Other').complete('Asked')

    expect(run.open).toEqual(['Stop'])
    expect(run.variables['stopped']).toBe('nobody')
  })
})

describeModel(import.meta.url, 'escalation-unheard', (begin) => {
  it('that nobody catches is as if nothing had been said', async () => {
    const run = (await begin()).start()

    expect(run.open).toEqual(['Work'])
    expect(run.complete('Work').status).toBe('completed')
    expect(run.ended).toEqual(['Start', 'Tell', 'Work', 'End'])
  })
})

describeModel(import.meta.url, 'throwing', (begin) => {
  it('a signal is heard by branches that reach their catch event in the same step, before its token moves on', async () => {
    const run = (await begin()).start({ number: 7 })

    expect(run.open).toEqual(['After_Call', 'Go', 'Heard', 'Heard_Too'])
    expect(run.ended).toEqual(['Start', 'Fork', 'Prepare', 'Hear', 'Hear_Too', 'Call'])
    expect(run.lastChanges?.outbox.put.map(({ kind, data }) => [kind, data['what'], data['name']])).toEqual([['deliver', 'signal', 'call']])
  })

  it('a message goes to the branch that waits for it under its computed name, with what it carries', async () => {
    const run = (await begin()).start({ number: 7, text: 'hello' }).complete('Go')

    expect(run.open).toEqual(['After_Call', 'Heard', 'Heard_Too', 'Received', 'Sent'])
    expect(run.variables['news']).toBe('hello')
    expect(run.lastChanges?.outbox.put).toEqual([])
  })

  it('a message that nobody here waits for leaves the instance', async () => {
    const run = (await begin()).start({ number: 7, text: 'hello' }).send('news-7', { news: 'early' }).complete('Go')

    expect(run.open).toEqual(['After_Call', 'Heard', 'Heard_Too', 'Received', 'Sent'])
    expect(run.lastChanges?.outbox.put).toMatchObject([
      { kind: 'deliver', nodeId: 'Send', data: { what: 'message', name: 'news-7', payload: { news: { value: 'hello' } } } },
    ])
  })

  it('a name that can not be computed keeps the token with an incident', async () => {
    const run = (await begin()).start({ text: 'hello' })

    expect(run.incidents).toEqual(['expression Receive'])
    run.complete('Go')
    expect(run.incidents).toEqual(['expression Receive', 'expression Send'])
    run.correct('number', 7).retry('Receive').retry('Send')
    expect(run.open).toEqual(['After_Call', 'Heard', 'Heard_Too', 'Received', 'Sent'])
  })
})
