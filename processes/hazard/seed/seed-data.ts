import { z } from 'zod'
import huishan from './data/320206.json' with { type: 'json' }
import xishan from './data/320205.json' with { type: 'json' }
import hazards from './data/hazards.json' with { type: 'json' }
import roleGroups from './data/role-groups.json' with { type: 'json' }

/** The demo: real place names; enterprises, people and hazards are invented. */

const named = z.strictObject({ code: z.string(), name: z.string() })
const roleGroup = z.strictObject({ key: z.string(), name: z.string(), rights: z.record(z.string(), z.enum(['view', 'operate'])) })
const user = z.strictObject({
  login: z.string(),
  name: z.string(),
  /** Code of a department, township or village; `lead` is the safety committee. */
  unit: z.string(),
  role: z.string(),
  scope: z.enum(['all', 'department', 'area', 'village', 'self']),
  phone: z.string(),
})
const enterprise = z.strictObject({
  login: z.string(),
  name: z.string(),
  uscc: z.string().length(18),
  village: z.string(),
  department: z.string(),
  scale: z.enum(['large', 'medium', 'small', 'micro']),
  industryCode: z.string(),
  address: z.string(),
  flags: z.array(z.string()),
  legalPerson: z.string(),
  legalPersonPhone: z.string(),
  safetyOfficer: z.string(),
  safetyOfficerPhone: z.string(),
})
const district = z.strictObject({
  code: z.string(),
  name: z.string(),
  lead: z.strictObject({ name: z.string(), shortName: z.string() }),
  departments: z.array(named.extend({ shortName: z.string() })),
  townships: z.array(named.extend({ villages: z.array(named) })),
  enterprises: z.array(enterprise),
  users: z.array(user),
})
const hazard = z.strictObject({
  login: z.string(),
  /** How far the demo takes it. `returned`: rectified, and sent back by the verifier. */
  state: z.enum(['rectifying', 'rectified', 'closed', 'returned']),
  verifier: z.string().optional(),
  returnReason: z.string().optional(),
  rectification: z.string().optional(),
  foundDaysAgo: z.number().int(),
  /** Negative: the deadline has passed. */
  deadlineInDays: z.number().int().optional(),
  rectifyMode: z.enum(['immediate', 'deadline']),
  title: z.string(),
  description: z.string(),
  location: z.string(),
  category: z.string(),
  level: z.enum(['general', 'major']),
  basis: z.string().optional(),
  inspectionType: z.string(),
  foundBy: z.string(),
  responsiblePerson: z.string(),
  measures: z.string(),
  fundsPlanned: z.number(),
  precautions: z.string().optional(),
})

export type SeedDistrict = z.infer<typeof district>
export type SeedHazard = z.infer<typeof hazard>

export const seedDistricts = (): SeedDistrict[] => z.array(district).parse([huishan, xishan])
export const seedRoleGroups = () => z.array(roleGroup).parse(roleGroups)
export const seedHazards = (): SeedHazard[] => z.array(hazard).parse(hazards)
