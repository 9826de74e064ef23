import { describe, expect, it } from 'vitest'
import { capabilities, findingsOf } from '../../support/lint.ts'
import { refused } from './tables/refused.ts'

const can = capabilities({
  hasDecision: (key) => key === 'level',
  hasProcess: (key) => key === 'other',
  roles: new Set(['inspector']),
  connectors: new Set(['http']),
})

describe('a model is refused, with the element and in both languages:', () => {
  it.each(refused)('%s', async (_, xml, expected) => {
    const findings = await findingsOf(xml, can)

    const errors = new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule, element }) => `${rule} ${element}`))
    const said = [...errors].map((error) => (error.startsWith('xml ') && [expected].flat().includes('xml *') ? 'xml *' : error))
    expect([...new Set(said)].sort()).toEqual([expected].flat().sort())
  })

  it('and there are as many of them as ways to be wrong that we know', () => expect(refused.length).toBeGreaterThan(300))
})
