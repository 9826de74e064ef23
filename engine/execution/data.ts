import type { DataMapping } from '../bpmn/graph.ts'
import { evaluate } from './evaluate.ts'
import type { Run } from './run.ts'
import type { ExecutionRow } from './state.ts'
import { Typed } from './values.ts'

/** BPMN data associations: into an activity they make variables of its own, out of it they write those of the scopes around it. */
export function copyData(run: Run, execution: ExecutionRow, mappings: DataMapping[], options: { local: boolean }): void {
  const target = options.local ? execution.id : (execution.parentId ?? execution.id)
  for (const { sources, target: name, transformation, assignments } of mappings) {
    for (const { from, to } of assignments) run.rows.setVariable(target, to, evaluate(run, execution.id, from), options)
    if (assignments.length > 0) continue
    const [source] = sources
    const value = transformation ? evaluate(run, execution.id, transformation) : source === undefined ? undefined : typedValue(run, execution.id, source)
    if (value !== undefined) run.rows.setVariable(target, name, value, options)
  }
}

/** A source that is not there copies nothing: the data input is then simply missing. */
function typedValue({ rows }: Run, executionId: string, name: string): Typed | undefined {
  const found = rows.variable(executionId, name)
  return found && new Typed(found)
}

/** Data objects and properties are variables of their scope or activity from its beginning (BPMN 2.0, 10.4.1). */
export function declareData({ rows }: Run, executionId: string, names: string[]): void {
  const known = rows.get('scopes', executionId) ?? {}
  for (const name of names) if (!Object.hasOwn(known, name)) rows.setVariable(executionId, name, null, { local: true })
}
