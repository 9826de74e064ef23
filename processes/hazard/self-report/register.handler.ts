import type { Engine, HandlerInput } from '../../../engine/module.ts'
import { findEnterprise, type EnterpriseRow } from '../enterprises/enterprises.store.ts'
import { hazardError } from '../errors.ts'
import { verificationKey, type Verification } from '../settings.ts'
import { applyHandler } from './apply-handler.ts'
import { dayOf } from './days.ts'
import { rectifyTimes } from './deadlines.ts'
import type { HazardRow } from './hazard-row.ts'
import { deltaRowOf, insertHazard } from './hazard-rows.ts'
import { noteProposal } from './proposal.ts'
import { parseReport, type Report } from './report-data.ts'
import { needsVerification } from './verification.ts'

/** Service_Register: the report becomes a hazard with a number, in the enterprise's place; an immediate rectification counts at once. */
export const registerHandler = applyHandler({
  name: 'hazardRegister',
  read: readFacts,
  apply({ instanceId, district, actor, now, facts, newId }) {
    const { report, enterprise, places, proposal } = facts
    const row: HazardRow = {
      ...reported(report, now),
      ...places,
      id: newId(),
      district,
      instanceId,
      number: facts.number,
      source: 'self',
      reporterId: actor?.userId ?? '',
      enterpriseId: enterprise.id,
      enterpriseName: enterprise.name,
      enterpriseUscc: enterprise.uscc,
      departmentId: enterprise.departmentId,
      proposedLevel: proposal.level,
      proposedDeadlineOn: proposal.deadlineOn,
    }
    return {
      rows: insertHazard(row, facts.deltaRow),
      variables: { ...facts.times, rectifyMode: report.rectifyMode, verificationRequired: needsVerification(facts.verification, row) },
      case: {
        subject: row.title,
        businessKey: row.number,
        phase: row.status,
        enterpriseId: row.enterpriseId,
        villageId: row.villageId,
        townshipId: row.townshipId,
        departmentId: row.departmentId,
      },
    }
  },
})

async function readFacts({ submission, actor, district, now }: HandlerInput, engine: Engine) {
  const today = dayOf(now)
  const report = parseReport(submission?.data, today)
  const enterprise = await findEnterprise(engine.db, { district, id: actor?.unitId ?? '' })
  if (!enterprise) throw hazardError('enterprise.unknown', { id: actor?.unitId ?? null })
  if (enterprise.status !== 'active') throw hazardError('enterprise.not_active', { name: enterprise.name })
  return {
    report,
    enterprise,
    places: await placesOf(enterprise, engine),
    number: await nextNumber(engine, district, today),
    verification: await engine.settings.get<Verification>(district, verificationKey),
    times: await rectifyTimes(engine, district, report.rectifyMode === 'deadline' ? report.deadlineOn : null),
    proposal: await noteProposal(engine, district, report),
    deltaRow: deltaRowOf(engine),
  }
}

/** Names and codes as they are today: later renaming must not rewrite what was reported. */
async function placesOf(enterprise: EnterpriseRow, engine: Engine) {
  const township = await engine.units.byId(enterprise.townshipId)
  const village = await engine.units.byId(enterprise.villageId)
  if (!township || !village) throw hazardError('area.unknown', { area: township ? enterprise.villageId : enterprise.townshipId })
  return {
    townshipId: township.id,
    townshipCode: township.code,
    townshipName: township.name,
    villageId: village.id,
    villageCode: village.code,
    villageName: village.name,
  }
}

/** YH-<district>-<yyyymm>-<5 digits>, counted per district and month of reporting. */
async function nextNumber(engine: Engine, district: string, today: string): Promise<string> {
  const series = `YH-${district}-${today.slice(0, 7).replace('-', '')}`
  return `${series}-${String(await engine.numbers.next(series)).padStart(5, '0')}`
}

function reported(report: Report, now: string) {
  return {
    ...rectifiedAtOnce(report),
    title: report.title,
    description: report.description,
    location: report.location,
    category: report.category,
    level: report.level,
    basis: report.basis,
    foundOn: report.foundOn,
    inspectionType: report.inspectionType,
    foundBy: report.foundBy,
    rectifyMode: report.rectifyMode,
    responsiblePerson: report.responsiblePerson,
    responsiblePhone: report.responsiblePhone,
    measures: report.measures,
    deadlineOn: report.deadlineOn,
    fundsPlanned: report.fundsPlanned,
    precautions: report.precautions,
    photosBefore: report.photosBefore,
    knowledgeItemId: report.knowledgeItemId,
    reportedOn: dayOf(now),
    reportedAt: now,
    returns: 0,
    returnReason: null,
    overdueAt: null,
    verifiedBy: null,
    verifiedAt: null,
    extra: {},
    updatedAt: now,
  }
}

/** 立即整改 is reported together with what was done; 限期整改 begins with nothing done. */
function rectifiedAtOnce(report: Report) {
  if (report.rectifyMode === 'deadline') {
    return { status: 'rectifying' as const, completedOn: null, rectification: null, fundsActual: null, acceptedBy: null, photosAfter: [] }
  }
  const { completedOn, rectification, fundsActual, acceptedBy, photosAfter } = report
  return { status: 'rectified' as const, completedOn, rectification, fundsActual, acceptedBy, photosAfter }
}
