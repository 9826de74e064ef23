import type { DecisionAnswer } from '../execution/need.ts'
import type { DecisionRow } from './decisions.store.ts'
import type { DecisionMade } from './evaluate/outcome.ts'

/** What the machine is told of a decision that was made: its outputs, and for the history each decision with the version that made it. */
export function answerOf({ outputs, decisions }: DecisionMade, row: DecisionRow, siblings: DecisionRow[]): DecisionAnswer {
  const byKey = new Map(siblings.map((sibling) => [sibling.key, sibling]))
  const evaluations = decisions.map(({ decision, inputs, outputs: made, collectResult }) => {
    const { id, key, name } = byKey.get(decision) ?? row
    return { definitionId: id, key, name, inputs, outputs: made, collectResult }
  })
  return { outputs, definition: { id: row.id, key: row.key, name: row.name }, evaluations }
}
