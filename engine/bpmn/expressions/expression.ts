/** A parsed expression. Evaluation is pure: the same variables give the same value. */
export type Expression = {
  /** As written in the model, for messages. */
  source: string
  language: 'juel' | 'feel' | 'literal'
  /** Names of the variables it reads at the top level. */
  reads: string[]
  /** Its text does not bound what evaluating it costs (loops, patterns): it is computed outside this thread, under a deadline. */
  unbounded: boolean
  /** @throws ExpressionError with a sentence when a name is unknown or a type does not fit. */
  evaluate(variables: VariableReader): unknown
}

export type VariableReader = (name: string) => unknown

export class ExpressionError extends Error {}
