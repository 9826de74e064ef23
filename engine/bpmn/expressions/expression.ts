/** A parsed expression. Evaluation is pure: the same variables give the same value. */
export type Expression = {
  /** As written in the model, for messages. */
  source: string
  language: 'juel' | 'feel' | 'literal'
  /** Names of the variables it reads at the top level. */
  reads: string[]
  /** @throws ExpressionError with a sentence when a name is unknown or a type does not fit. */
  evaluate(variables: VariableReader): unknown
}

export type VariableReader = (name: string) => unknown

export class ExpressionError extends Error {}
