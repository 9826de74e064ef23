import { appError } from '../errors.ts'
import type { DecisionPort } from '../module.ts'
import type { Decisions } from './decisions.ts'

/** Decisions as modules may ask for them. */
export function decisionPort(decisions: Pick<Decisions, 'resolve' | 'evaluateById'>): DecisionPort {
  return {
    async make({ key, district, variables }) {
      const row = await decisions.resolve({ key, binding: 'latest', version: null, tenant: null }, { tenant: district, deploymentId: null })
      if (!row) throw appError('decision.unknown', { key })
      const answer = await decisions.evaluateById(row.id, variables)
      if ('failure' in answer) throw appError('decision.failed', { key, reason: answer.failure })
      return answer.outputs
    },
  }
}
