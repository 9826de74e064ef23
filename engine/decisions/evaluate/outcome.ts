/** What evaluating a decision gives; plain data. */
export type DecisionOutcome = DecisionMade | { failure: string }

export type DecisionMade = {
  /** One entry per rule that counts: output name → value. Of a literal expression or an aggregation, one entry with one value. */
  outputs: Record<string, unknown>[]
  /** Every decision that was made, required ones first. */
  decisions: EvaluatedDecision[]
}

export type EvaluatedDecision = {
  /** Its id in the file. */
  decision: string
  inputs: { id: string; name: string; value: unknown }[]
  outputs: { id: string; name: string; variableName: string; ruleId: string | null; ruleOrder: number | null; value: unknown }[]
  collectResult: number | null
}
