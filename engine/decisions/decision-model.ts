/** A compiled DMN file: plain data, so that it can be handed to a worker. */
export type DecisionModel = {
  /** By id. */
  decisions: Record<string, Decision>
  /** Names that hold signs or keywords, which the FEEL parser has to be told of. */
  names: string[]
}

export type Decision = {
  id: string
  name: string
  /** Name of its variable: under it, its id and its name other decisions read the result. */
  variable: string
  type: FeelType
  versionTag: string | null
  /** Days that its history is kept; null: as long as the installation keeps it. */
  historyTtl: number | null
  /** Ids of required decisions, in document order. */
  requires: string[]
  /** Types of required input data, by the name of their variable. */
  inputData: { name: string; type: FeelType }[]
  logic: DecisionTable | LiteralLogic
}

export type LiteralLogic = { kind: 'literal'; expression: Text }

export type DecisionTable = {
  kind: 'table'
  hitPolicy: HitPolicy
  aggregation: Aggregation | null
  inputs: InputClause[]
  outputs: OutputClause[]
  rules: Rule[]
}

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'PRIORITY' | 'ANY' | 'COLLECT' | 'RULE ORDER' | 'OUTPUT ORDER'
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT'

export type InputClause = {
  id: string
  name: string
  expression: Text
  type: FeelType
  /** camunda:inputVariable: another name for the value in the cells of this column. */
  variable: string | null
  /** Unary tests that every value but null must pass. */
  allowed: string | null
}

export type OutputClause = {
  id: string
  label: string
  name: string
  type: FeelType
  /** outputValues in order, the first of the highest priority; empty when none are given. */
  values: Text[]
  /** defaultOutputEntry: when no rule matches. */
  otherwise: Text | null
}

export type Rule = { id: string; tests: string[]; outputs: Text[] }

/** An expression of a decision: FEEL without a mark, or JUEL in `${}`. */
export type Text = { language: 'feel' | 'juel'; text: string }

/** What a typeRef comes down to. `any`: the value is taken as it is. */
export type FeelType = 'any' | 'string' | 'boolean' | 'number' | 'integer' | 'date' | 'time' | 'duration' | 'list' | 'context'
