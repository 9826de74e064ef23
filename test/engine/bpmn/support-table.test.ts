import { describe, expect, it } from 'vitest'
import { fileRules, rules } from '../../../engine/bpmn/lint/index.ts'
import { supportTable } from '../../../engine/bpmn/support-table.ts'
import { behaviours } from '../../../engine/execution/behaviours/index.ts'

const kinds = new Set(Object.keys(behaviours))
const names = new Set([...Object.keys(rules), ...Object.keys(fileRules)])

/** `npm run docs:bpmn` writes the file that this test reads. */
describe('docs/bpmn-support.md', () => {
  it('is what the behaviours and the linter say', async () => {
    await expect(supportTable(kinds, names)).toMatchFileSnapshot('../../../docs/bpmn-support.md')
  })

  it('has no row for an element that is not executed', () => expect(supportTable(kinds, names)).not.toContain('refused:'))

  it('says so when a behaviour is gone', () => {
    expect(supportTable(new Set([...kinds].filter((kind) => kind !== 'transaction')), names)).toContain('| Transaction | refused: transaction |')
  })

  it('can not leave out a new rule or a new behaviour', () => {
    expect(() => supportTable(kinds, new Set([...names, 'newRule']))).toThrow('newRule')
    expect(() => supportTable(new Set([...kinds, 'newTask']), names)).toThrow('newTask')
    expect(() => supportTable(kinds, new Set([...names].filter((name) => name !== 'timers')))).toThrow('timers')
  })
})
