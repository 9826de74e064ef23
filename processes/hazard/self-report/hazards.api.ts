import { z } from 'zod'
import { pageQuery } from '../../../engine/module.ts'
import { categoryCodes } from './categories.ts'

/** Contract of /api/hazards and /api/statistics/hazards-by-area. Stable keys: http-api.md. */

export const hazardStatuses = ['draft', 'rectifying', 'rectified', 'closed', 'archived', 'withdrawn', 'upgraded', 'void'] as const
export type HazardStatus = (typeof hazardStatuses)[number]

const day = z.iso.date()

/** Filters combine with AND and match the counter. `area` is a township's or village's unit id or code. */
export const listHazardsQuery = pageQuery.extend({
  area: z.string().max(40).optional(),
  enterprise: z.string().max(40).optional(),
  status: z.string().max(200).optional().describe('one or several, separated by commas'),
  level: z.enum(['general', 'major']).optional(),
  category: z.string().max(10).optional().describe('JC01 … XC11, or JC / XC for the class'),
  overdue: z.enum(['true', 'false']).optional(),
  reportedFrom: day.optional(),
  reportedTo: day.optional(),
  q: z.string().max(100).optional(),
})

/** What is known of a report while it is being written, under the keys of its form. */
export const proposalQuery = z.object({
  category: z.enum(categoryCodes),
  rectifyMode: z.enum(['immediate', 'deadline']).optional(),
  foundOn: day,
  basis: z.string().max(2000).optional(),
})
export type ProposalQuery = z.infer<typeof proposalQuery>
/** Null: the district's rules say nothing of it. A report that is rectified at once gets no deadline; without a mode, the one it would get. */
export type HazardProposal = { level: 'general' | 'major' | null; deadlineOn: string | null }

export type HazardItem = {
  id: string
  number: string | null
  title: string
  status: HazardStatus
  overdue: boolean
  level: 'general' | 'major'
  category: string
  enterprise: { id: string; name: string; uscc: string }
  township: { id: string; code: string; name: string }
  village: { id: string; code: string; name: string }
  foundOn: string
  deadlineOn: string | null
  reportedOn: string
  instanceId: string
}

export type HazardView = HazardItem & {
  description: string
  location: string
  basis: string | null
  inspectionType: string
  foundBy: string
  rectifyMode: 'immediate' | 'deadline'
  responsiblePerson: string | null
  /** Masked (138****0000) unless the actor may operate on 自查上报管理 or it is the own enterprise. */
  responsiblePhone: string | null
  measures: string | null
  fundsPlanned: number | null
  precautions: string | null
  photosBefore: StoredFile[]
  completedOn: string | null
  rectification: string | null
  fundsActual: number | null
  acceptedBy: string | null
  photosAfter: StoredFile[]
  verifiedBy: string | null
  verifiedAt: string | null
  returns: number
  /** Why the township last returned it; null when it never did. */
  returnReason: string | null
  /** What the district's rules proposed when it was reported; null when they proposed nothing. */
  proposed: HazardProposal | null
  /** 五落实: how many of responsibility, measures, funds, deadline, precautions are filled, 0–5. */
  fiveElements: number
}

export type StoredFile = { storage: 'url'; name: string; originalName: string; size: number; type: string; url: string }

/** `period`: YYYY, YYYY-Qn, YYYY-MM or YYYY-Wnn. `area`: a township's id or code gives its villages; without it the townships. */
export const hazardsByAreaQuery = z.object({
  period: z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-W(0[1-9]|[1-4]\d|5[0-3]))?$/),
  area: z.string().max(40).optional(),
})

export type AreaFigures = {
  area: string
  /** Unit id: what /api/hazards?area= takes. */
  id: string
  name: string
  enterprises: number
  reported: number
  reportedRate: number | null
  found: number
  rectified: number
  open: number
  rectifiedRate: number | null
  major: number
  majorRectified: number
  majorOpen: number
  majorRectifiedRate: number | null
}
export type HazardsByArea = { period: string; from: string; to: string; asOf: string; rows: AreaFigures[]; total: Omit<AreaFigures, 'area' | 'id' | 'name'> }
