import { expect, it } from 'vitest'
import { createJavaScript } from '../../../engine/scripts/javascript.ts'
import { describeModel } from '../../support/machine-model.ts'
import type { RunOptions } from '../../support/machine-run.ts'

const javaScript = createJavaScript({ memoryBytes: 16 * 1_048_576 })
await javaScript.ready
const answers: RunOptions['answers'] = (need) => {
  if (need.kind !== 'compute' || need.language !== 'javascript') throw new Error(`not expected: ${need.kind}`)
  return javaScript.run(need, 1000).answer
}

describeModel(import.meta.url, 'script-tasks', (begin) => {
  it('keeps the result of its script, and what the script sets', async () => {
    const run = (await begin({ answers })).start({ a: 3, b: 4, words: ['x', 'y'] })

    expect(run.variables).toEqual({ a: 3, b: 4, words: ['x', 'y'], sum: 7, seen: 7, checked: 14, length: 2 })
    expect(run.open).toEqual(['Say'])
    expect(run.ended).toEqual(['Start', 'Add', 'Check', 'Count'])
  })

  it('throws an error that an event on its boundary catches, and what it has set until then stays', async () => {
    const run = (await begin({ answers })).start({ a: 90, b: 40 })

    expect(run.open).toEqual(['Explain'])
    expect(run.variables).toEqual({ a: 90, b: 40, sum: 130, why: 'the sum is 130' })
    expect(run.ended).toEqual(['Start', 'Add', 'Check cancelled', 'Refused'])
    expect(run.complete('Explain').status).toBe('completed')
  })

  it('stops with an incident in words when its script fails, and a retry runs it again', async () => {
    const run = (await begin({ answers })).start({ a: 1, b: 2 })

    expect(run.incidents).toEqual(['script Count'])
    expect(Object.values(run.state.incidents)[0]?.message).toContain('words')
    run.correct('words', 'abc').retry('Count')
    expect(run.variables['length']).toBe(3)
    expect(run.incidents).toEqual([])
    expect(run.open).toEqual(['Say'])
  })

  it('stops with an incident when FEEL is given what it can not add', async () => {
    const run = (await begin({ answers })).start({ a: 'much', b: 2, words: 'a' })

    expect(run.incidents).toEqual(['expression Add'])
    expect(run.correct('a', 1).retry('Add').variables['sum']).toBe(3)
    expect(run.open).toEqual(['Say'])
  })
})
