import { z } from 'zod'
import { pageQuery } from '../../../engine/module.ts'

/** Contract of /api/enterprises. Stable keys: http-api.md. */

export const enterpriseStatuses = ['registering', 'active', 'suspended', 'cancelled'] as const
export type EnterpriseStatus = (typeof enterpriseStatuses)[number]
export const enterpriseScales = ['large', 'medium', 'small', 'micro'] as const
export type EnterpriseScale = (typeof enterpriseScales)[number]

/**
 * `area` is a township's or village's unit id or code; `q` looks in name and 统一社会信用代码. With `reportedFrom` or `reportedTo` only
 * those that reported a hazard in that time, as 上报企业数 of the figures counts them.
 */
export const listEnterprisesQuery = pageQuery.extend({
  area: z.string().max(40).optional(),
  status: z.enum(enterpriseStatuses).optional(),
  scale: z.enum(enterpriseScales).optional(),
  reportedFrom: z.iso.date().optional(),
  reportedTo: z.iso.date().optional(),
  q: z.string().max(100).optional(),
})

type Place = { id: string; code: string; name: string }

export type EnterpriseItem = {
  id: string
  name: string
  uscc: string
  status: EnterpriseStatus
  scale: EnterpriseScale
  industryCode: string
  township: Place
  village: Place
  departments: { id: string; name: string }[]
}

export type EnterpriseView = EnterpriseItem & {
  address: string
  /** Risk flags as keys: dust, ammonia, confined-space … */
  flags: string[]
  legalPerson: string
  /** Phones are masked (138****0000) unless the actor may operate on 企业基本信息 or it is the own enterprise. */
  legalPersonPhone: string
  safetyOfficer: string
  safetyOfficerPhone: string
}
