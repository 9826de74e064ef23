import type { HazardStatus, StoredFile } from './hazards.api.ts'

/** A row of hazard_record: the current truth of one hazard. Money is in 万元; names are snapshots of the moment of reporting. */
export type HazardRow = {
  id: string
  district: string
  number: string
  instanceId: string
  status: HazardStatus
  source: 'self'
  reporterId: string
  reportedOn: string
  reportedAt: string
  enterpriseId: string
  enterpriseName: string
  enterpriseUscc: string
  townshipId: string
  townshipCode: string
  townshipName: string
  villageId: string
  villageCode: string
  villageName: string
  departmentId: string | null
  title: string
  description: string
  location: string
  category: string
  level: 'general' | 'major'
  basis: string | null
  foundOn: string
  inspectionType: string
  foundBy: string
  rectifyMode: 'immediate' | 'deadline'
  responsiblePerson: string | null
  responsiblePhone: string | null
  measures: string | null
  deadlineOn: string | null
  fundsPlanned: number | null
  precautions: string | null
  photosBefore: StoredFile[]
  knowledgeItemId: string | null
  completedOn: string | null
  rectification: string | null
  fundsActual: number | null
  acceptedBy: string | null
  photosAfter: StoredFile[]
  returns: number
  returnReason: string | null
  /** When the deadline passed unrectified; kept afterwards, so that a late rectification stays recognisable. */
  overdueAt: string | null
  verifiedBy: string | null
  verifiedAt: string | null
  /** What the district's decision proposed at the moment of reporting. */
  proposedLevel: 'general' | 'major' | null
  proposedDeadlineOn: string | null
  extra: Record<string, unknown>
  updatedAt: string
}

export const hazardTable = 'hazard_record'

/** Overdue means: still to be rectified, and the time limit has passed. */
export function isOverdue(row: Pick<HazardRow, 'status' | 'overdueAt'>): boolean {
  return row.status === 'rectifying' && row.overdueAt !== null
}
