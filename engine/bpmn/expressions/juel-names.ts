import type { Ast } from './juel-parser.ts'

/**
 * Names of variables that an expression reads, in order and with repetitions. `execution.getVariable('x')` reads x, when the name stands there; all that
 * is asked of `execution`, and the time, is read from the facts under that name.
 */
export function namesOf(ast: Ast): string[] {
  switch (ast.kind) {
    case 'literal':
      return []
    case 'name':
      return [ast.name]
    case 'member':
      return [...namesOf(ast.object), ...namesOf(ast.property)]
    case 'call':
      return [...calledOn(ast), ...ast.args.flatMap(namesOf)]
    case 'function':
      return ['execution', ...ast.args.flatMap(namesOf)]
    case 'unary':
      return namesOf(ast.operand)
    case 'binary':
      return [...namesOf(ast.left), ...namesOf(ast.right)]
    case 'conditional':
      return [...namesOf(ast.test), ...namesOf(ast.then), ...namesOf(ast.otherwise)]
  }
}

function calledOn({ object, args: [name] }: Extract<Ast, { kind: 'call' }>): string[] {
  const isExecution = object.kind === 'name' && object.name === 'execution'
  const literal = isExecution && name?.kind === 'literal' && typeof name.value === 'string' ? [name.value] : []
  return [...namesOf(object), ...literal]
}
