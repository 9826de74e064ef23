import { can, type Actor } from '../../../engine/module.ts'
import { maskPhone } from '../phone.ts'
import { isOverdue, type HazardRow } from './hazard-row.ts'
import type { HazardItem, HazardProposal, HazardView } from './hazards.api.ts'
import type { HazardItemRow } from './hazards.store.ts'

export function toHazardItem(row: HazardItemRow): HazardItem {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    overdue: isOverdue(row),
    level: row.level,
    category: row.category,
    enterprise: { id: row.enterpriseId, name: row.enterpriseName, uscc: row.enterpriseUscc },
    township: { id: row.townshipId, code: row.townshipCode, name: row.townshipName },
    village: { id: row.villageId, code: row.villageCode, name: row.villageName },
    foundOn: row.foundOn,
    deadlineOn: row.deadlineOn,
    reportedOn: row.reportedOn,
    instanceId: row.instanceId,
  }
}

export function toHazardView(row: HazardRow, actor: Actor): HazardView {
  return {
    ...toHazardItem(row),
    description: row.description,
    location: row.location,
    basis: row.basis,
    inspectionType: row.inspectionType,
    foundBy: row.foundBy,
    rectifyMode: row.rectifyMode,
    responsiblePerson: row.responsiblePerson,
    responsiblePhone: shownPhone(row, actor),
    measures: row.measures,
    fundsPlanned: row.fundsPlanned,
    precautions: row.precautions,
    photosBefore: row.photosBefore,
    completedOn: row.completedOn,
    rectification: row.rectification,
    fundsActual: row.fundsActual,
    acceptedBy: row.acceptedBy,
    photosAfter: row.photosAfter,
    verifiedBy: row.verifiedBy,
    verifiedAt: row.verifiedAt,
    returns: row.returns,
    returnReason: row.returnReason,
    proposed: proposedOf(row),
    fiveElements: countFiveElements(row),
  }
}

function proposedOf({ proposedLevel: level, proposedDeadlineOn: deadlineOn }: HazardRow): HazardProposal | null {
  return level === null && deadlineOn === null ? null : { level, deadlineOn }
}

function shownPhone(row: HazardRow, actor: Actor): string | null {
  const isSeen = can(actor, 'hazards', 'operate') || row.enterpriseId === actor.unitId
  return isSeen || row.responsiblePhone === null ? row.responsiblePhone : maskPhone(row.responsiblePhone)
}

/** 五落实: responsibility, measures, funds, deadline, precautions. Zero planned money is a decision, an empty field is not. */
export function countFiveElements(row: Pick<HazardRow, 'responsiblePerson' | 'measures' | 'fundsPlanned' | 'deadlineOn' | 'precautions'>): number {
  const elements = [row.responsiblePerson, row.measures, row.fundsPlanned, row.deadlineOn, row.precautions]
  return elements.filter((element) => element !== null && element !== '').length
}
