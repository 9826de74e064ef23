import { z } from 'zod'
import type { Engine } from '../../../engine/module.ts'
import { hazardError } from '../errors.ts'
import { addDays } from './days.ts'
import type { HazardProposal, ProposalQuery } from './hazards.api.ts'
import { deadlineYears } from './report-data.ts'

const decisionKey = 'hazard-proposal'
const proposed = z.object({
  level: z.enum(['general', 'major']).nullish(),
  days: z
    .number()
    .int()
    .min(0)
    .max(deadlineYears * 365)
    .nullish(),
})
/** One answer or none: a district's table need not say something of every report. */
const decided = z.array(proposed).max(1)

/** What a report says of itself; `rectifyMode` is missing while it is not chosen. */
type Reported = Omit<ProposalQuery, 'basis'> & { basis?: string | null | undefined }

/** What the district's decision proposes for a report; the reporter decides. @throws decision.unknown, decision.failed, hazard.proposal_unusable {reason} */
export async function proposeLevelAndDeadline(engine: Engine, district: string, report: Reported): Promise<HazardProposal> {
  const { category, foundOn, rectifyMode = null } = report
  const variables = { category, rectifyMode, basis: report.basis?.trim() || null }
  const { level, days } = readOutputs(await engine.decisions.make({ key: decisionKey, district, variables }))
  const hasDeadline = rectifyMode !== 'immediate' && typeof days === 'number'
  return { level: level ?? null, deadlineOn: hasDeadline ? addDays(foundOn, days) : null }
}

/** The same for a report that is being registered: whatever is wrong with the decision, nobody is kept from reporting. */
export async function noteProposal(engine: Engine, district: string, report: Reported): Promise<HazardProposal> {
  try {
    return await proposeLevelAndDeadline(engine, district, report)
  } catch (error) {
    engine.log.warn({ err: error, district }, 'nothing proposed for a report')
    return { level: null, deadlineOn: null }
  }
}

function readOutputs(outputs: unknown): z.infer<typeof proposed> {
  const result = decided.safeParse(outputs)
  if (!result.success) throw hazardError('hazard.proposal_unusable', { reason: z.prettifyError(result.error) }, result.error)
  return result.data[0] ?? {}
}
