import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { freshSqlite } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const { node, stopAll } = labNodes()
afterAll(stopAll)

let lab: LabNode
beforeAll(async () => {
  lab = await node({ url: freshSqlite() })
})

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const script = (source: string) =>
  `<bpmn:scriptTask id="Script" scriptFormat="javascript" camunda:resultVariable="result"><bpmn:script>${escaped(source)}</bpmn:script></bpmn:scriptTask>`
const mapping = (text: string) =>
  `<bpmn:manualTask id="Script"><bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name="result">${escaped(text)}</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:manualTask>`

let count = 0
/** Starts an instance of a process whose only step computes this. */
async function run(step: string, variables: Record<string, unknown> = {}) {
  const key = `attack${++count}`
  await lab.deploy(processOf(chain(start, step, task('Wait'), end)).replace(/<bpmn:process id="[^"]*"/, `<bpmn:process id="${key}"`))
  const { instanceId } = await lab.start(key, { variables })
  const { incidents } = await lab.state(instanceId)
  return { incidents: Object.values(incidents).map(({ nodeId, message }) => `${nodeId}: ${message}`) }
}

describe('an attack by a model', () => {
  it.each([
    ['an endless loop', script('for (;;) ;'), /took longer than 250 ms/],
    ['a memory bomb', script('const all = []; for (;;) all.push("x".repeat(100000) + all.length)'), /memory|longer than 250 ms/],
    ['a regular expression in JavaScript', script('/^(a+)+$/.test("a".repeat(50) + "b")'), /took longer than 250 ms/],
    ['a way out of the sandbox', script('this.constructor.constructor("return process")().exit(1)'), /ReferenceError: 'process' is not defined/],
    ['a regular expression in FEEL', mapping('= matches(text, "^(a+)+$")'), /took longer than 250 ms/],
    ['a loop in FEEL', mapping('= count(for a in 1..100000, b in 1..100000 return 1)'), /took longer than 250 ms|memory/],
    ['a prototype in FEEL', mapping('= constructor.constructor("return process")()'), /unknown variable constructor/],
    ['a prototype in JUEL', mapping('${text.constructor}'), /unknown property constructor/],
    ['text that grows in JUEL', mapping('${text}'.repeat(300)), /longer than 1048576 characters/],
  ])('%s is an incident of its instance', async (_, step, sentence) => {
    const text = step.includes('matches') ? `${'a'.repeat(60)}b` : 'a'.repeat(10_000)
    const { incidents } = await run(step, { text })
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatch(sentence)
  })

  it('is not noticed by the others, then and afterwards', async () => {
    const attacks = ['for (;;) ;', 'let deep = []; for (;;) deep = [deep]', 'new Array(1e9).fill(1)'].map((source) => run(script(source)))
    const others = Array.from({ length: 5 }, () => run(script('6 * 7')))
    for (const { incidents } of await Promise.all(others)) expect(incidents).toEqual([])
    for (const { incidents } of await Promise.all(attacks)) expect(incidents).toHaveLength(1)
    expect((await run(script('6 * 7'))).incidents).toEqual([])
  })
})
