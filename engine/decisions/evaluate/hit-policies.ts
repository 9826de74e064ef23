import { ExpressionError } from '../../bpmn/expressions/expression.ts'
import { equalFeel } from '../../bpmn/expressions/feel-values.ts'
import { finite } from '../../bpmn/expressions/juel-values.ts'
import type { Aggregation, HitPolicy } from '../decision-model.ts'

/** A rule that matched: its place in the table and the values of its outputs, by name. */
export type Hit = { ruleId: string; order: number; values: Record<string, unknown> }

/** For each output its values in order of priority. */
export type Priorities = Record<string, unknown[]>

/** Which of the hits count, in which order (DMN 1.3, 8.2.10). @throws ExpressionError when the rules contradict the policy */
export const hitPolicies: Record<HitPolicy, (hits: Hit[], priorities: Priorities) => Hit[]> = {
  UNIQUE(hits) {
    if (hits.length > 1) throw new ExpressionError(`${hits.length} rules match (${rulesOf(hits)}), but only one may`)
    return hits
  },
  FIRST: (hits) => hits.slice(0, 1),
  ANY(hits) {
    const [first, ...others] = hits
    if (first && others.some((hit) => !isSame(hit, first))) throw new ExpressionError(`the rules that match (${rulesOf(hits)}) must have the same outputs`)
    return hits.slice(0, 1)
  },
  PRIORITY: (hits, priorities) => byPriority(hits, priorities).slice(0, 1),
  'RULE ORDER': (hits) => hits,
  'OUTPUT ORDER': byPriority,
  COLLECT: (hits) => hits,
}

/** One hit or none; the others give a list. */
export const isSingleHit = (policy: HitPolicy): boolean => ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'].includes(policy)

/** The one number that COLLECT makes of its values; of none only COUNT makes one. @throws ExpressionError when one is not a number */
export function aggregate(aggregation: Aggregation, values: unknown[]): number | null {
  if (aggregation === 'COUNT') return values.length
  if (values.length === 0) return null
  const numbers = values.map((value) => {
    if (typeof value !== 'number') throw new ExpressionError(`${aggregation} needs numbers, not ${JSON.stringify(value)}`)
    return value
  })
  if (aggregation === 'SUM') return finite(numbers.reduce((sum, each) => sum + each, 0))
  return numbers.reduce((chosen, each) => (aggregation === 'MIN' ? Math.min(chosen, each) : Math.max(chosen, each)))
}

/** The first output decides, then the second, and so on; equal hits keep the order of their rules. */
function byPriority(hits: Hit[], priorities: Priorities): Hit[] {
  const ranked = hits.map((hit) => ({ hit, ranks: Object.entries(priorities).map(([name, values]) => rankOf(hit, name, values)) }))
  return ranked.sort((one, other) => compareRanks(one.ranks, other.ranks)).map(({ hit }) => hit)
}

function rankOf(hit: Hit, name: string, values: unknown[]): number {
  const value = hit.values[name] ?? null
  const rank = values.findIndex((each) => equalFeel(each, value) === true)
  if (rank < 0) throw new ExpressionError(`${JSON.stringify(value)} of rule ${hit.order} is not among the values of ${name}`)
  return rank
}

function compareRanks(one: number[], other: number[]): number {
  const place = one.findIndex((rank, index) => rank !== other[index])
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0)
}

function isSame(one: Hit, other: Hit): boolean {
  return Object.entries(one.values).every(([name, value]) => equalFeel(value, other.values[name] ?? null) === true)
}

const rulesOf = (hits: Hit[]): string => hits.map(({ order }) => order).join(', ')
