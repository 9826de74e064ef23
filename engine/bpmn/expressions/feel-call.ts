import { feelFunctions } from './feel-functions.ts'
import { withParts, type Compile, type Computed } from './feel-parts.ts'
import { nameText, type FeelNode } from './feel-tree.ts'

/** `name(a, b)` of a listed function with as many arguments as it takes. Named arguments and all other functions are the library's. */
export function compileCall([callee, ...rest]: FeelNode[], compile: Compile): Computed | undefined {
  const name = callee?.name === 'VariableName' ? nameText(callee) : ''
  const called = Object.hasOwn(feelFunctions, name) ? feelFunctions[name] : undefined
  const args = rest.find((part) => part.name === 'PositionalParameters')?.parts ?? []
  if (!called || rest.some((part) => part.name === 'NamedParameters') || args.length < called.least || args.length > called.most) return undefined
  return withParts(compile, args, (values) => called.run(values))
}
