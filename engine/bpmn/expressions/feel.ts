import { ExpressionError, type Expression } from './expression.ts'
import { compileFeel } from './feel-compile.ts'
import { evaluateWithLibrary } from './feel-library.ts'
import { readsOfFeel } from './feel-names.ts'
import { parseFeelTree } from './feel-tree.ts'

/**
 * FEEL (DMN 1.3, chapter 10), with or without the leading `=`. What its text bounds is compiled here and costs microseconds: comparisons, arithmetic,
 * and/or, if, in, paths, lists and plain functions over JSON. Everything else is `unbounded` and evaluated by the library, in a worker.
 *
 * FEEL answers every mistake with null. A process that went on with it would decide by accident, so both ways are stricter:
 * - a name that is no variable is an error, unless it is compared with null, or asked for by `is defined` or `get or else`;
 * - arithmetic on and an order between values of different kinds is an error; equality of different kinds stays null;
 * - an entry that a context does not have stays null, as in FEEL: plain data often has optional parts.
 * A condition that ends as null is neither true nor false, which the machine makes an incident.
 * @param names names that hold signs or keywords, which only who declares them can tell from an operation
 * @throws ExpressionError at the first mistake in the text
 */
export function parseFeel(source: string, names: string[] = []): Expression {
  const text = source.replace(/^\s*=/, '').trim()
  const tree = parseFeelTree(text, 'expression', names)
  const compiled = compileFeel(tree)
  return {
    source,
    language: 'feel',
    reads: readsOfFeel(tree),
    unbounded: compiled === undefined,
    evaluate: (variables) => withinStack(() => (compiled ? compiled(variables) : evaluateWithLibrary(tree, text, variables))),
  }
}

/** What is nested too deeply for the stack says so, instead of ending whoever evaluates it. */
function withinStack(evaluate: () => unknown): unknown {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionError('the FEEL expression is too deep or its result too large')
    throw error
  }
}
