import type { Behaviour } from '../behaviour.ts'
import { TokenFailure } from '../environment.ts'
import { runScript } from '../evaluate.ts'
import { leave } from '../operation.ts'

/** Runs a script and goes on: what it sets is set, its result is kept where the model says. What it throws as BpmnError is the model's own; any other failure stops the token. */
export const scriptTask: Behaviour = {
  enter(visit) {
    const { node, execution, rows } = visit
    if (!node.script) throw new TokenFailure('unsupported', `${node.name || node.id}: there is no script that can be run`)
    const result = runScript(visit, execution.id, node.script)
    if (node.script.resultVariable !== null) rows.setVariable(execution.id, node.script.resultVariable, result)
    return [leave(execution.id)]
  },
}
