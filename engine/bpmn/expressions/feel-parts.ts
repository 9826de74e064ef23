import type { VariableReader } from './expression.ts'
import type { FeelNode } from './feel-tree.ts'

/** A part of an expression, ready to be computed as often as wanted. */
export type Computed = (variables: VariableReader) => unknown
/** Compiles one part, or gives undefined when it is beyond the subset whose cost the text bounds. */
export type Compile = (node: FeelNode | undefined) => Computed | undefined

/** Computes the parts in order and combines them; undefined when one of them can not be compiled. */
export function withParts(compile: Compile, parts: (FeelNode | undefined)[], combine: (values: unknown[]) => unknown): Computed | undefined {
  const computed: Computed[] = []
  for (const part of parts) {
    const each = compile(part)
    if (!each) return undefined
    computed.push(each)
  }
  return (variables) => combine(computed.map((compute) => compute(variables)))
}
