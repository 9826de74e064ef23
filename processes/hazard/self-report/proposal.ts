import { z } from 'zod'
import type { Engine } from '../../../engine/module.ts'
import { addDays } from './days.ts'
import type { HazardProposal, ProposalQuery } from './hazards.api.ts'

const decisionKey = 'hazard-proposal'
const decided = z.tuple([z.object({ level: z.enum(['general', 'major']), days: z.number().int().min(0) })])

/** What the district's decision proposes for a report that is being written. The reporter decides. @throws AppError decision.unknown, decision.failed */
export async function proposeLevelAndDeadline(engine: Engine, district: string, { foundOn, ...report }: ProposalQuery): Promise<HazardProposal> {
  const outputs = await engine.decisions.make({ key: decisionKey, district, variables: { basis: null, ...report } })
  const [{ level, days }] = decided.parse(outputs)
  return { level, deadlineOn: report.rectifyMode === 'deadline' ? addDays(foundOn, days) : null }
}
