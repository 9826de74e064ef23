import { z } from 'zod'
import type { SettingSpec } from '../../engine/module.ts'

/** Time limits carry their unit: working days (wd) or calendar days (d). */
const span = z.strictObject({ amount: z.number().int().min(0).max(365), unit: z.enum(['wd', 'd']) })

/** Which rectified hazards the township checks. A percentage is drawn by the hazard's id, so it cannot be re-rolled. */
const verification = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('all') }),
  z.strictObject({ mode: z.literal('percentage'), percentage: z.number().int().min(0).max(100) }),
  z.strictObject({ mode: z.literal('overdue-and-returned') }),
  z.strictObject({ mode: z.literal('none') }),
])

export type Span = z.infer<typeof span>
export type Verification = z.infer<typeof verification>

export const verificationKey = 'hazard.verification'
export const overdueAfterKey = 'hazard.overdueAfter'
export const returnDeadlineKey = 'hazard.returnDeadline'

export const settings: SettingSpec[] = [
  { key: verificationKey, title: { 'zh-CN': '属地核查范围', en: 'Which rectified hazards are verified' }, schema: verification, default: { mode: 'all' } },
  {
    key: overdueAfterKey,
    title: { 'zh-CN': '整改期限过后多久算超期', en: 'Overdue this long after the deadline' },
    schema: span,
    default: { amount: 0, unit: 'wd' },
  },
  {
    key: returnDeadlineKey,
    title: { 'zh-CN': '立即整改被退回后的整改时限', en: 'Time to rectify after an immediate rectification was returned' },
    schema: span,
    default: { amount: 5, unit: 'wd' },
  },
]
