import { describe, expect, it } from 'vitest'
import { reportedOf } from '../../../runtime-ui/features/hazards/hazard-proposal.query.ts'

const written = { category: 'XC05', foundOn: '2026-03-01', title: '消火栓被货物遮挡' }

describe('what the rules are asked with', () => {
  it('is what the report says so far, without blanks around it', () => {
    expect(reportedOf(written)).toEqual({ category: 'XC05', foundOn: '2026-03-01', rectifyMode: '', basis: '' })
    expect(reportedOf({ ...written, rectifyMode: 'deadline', basis: ' 第三条\n' })).toMatchObject({ rectifyMode: 'deadline', basis: '第三条' })
  })

  it.each([{ category: '' }, { category: undefined }, { foundOn: '' }, { foundOn: '0002-03-01' }, { foundOn: 20260301 }])(
    'is nothing yet with %j',
    (missing) => {
      expect(reportedOf({ ...written, ...missing })).toBeUndefined()
    },
  )
})
