import type { Run } from '../run.ts'
import { enter, type Operation } from '../operation.ts'
import { TokenFailure } from '../environment.ts'

/** The token goes along the first flow; each further flow gets a token of its own. */
export function takeOperation({ rows, graph, env }: Run, { executionId, flows }: Extract<Operation, { op: 'take' }>): Operation[] {
  const execution = rows.execution(executionId)
  return flows.map((flowId, index) => {
    const target = graph.flows[flowId]?.target
    if (target === undefined) throw new TokenFailure('unsupported', `flow ${flowId} is not in the definition`)
    if (index === 0) return enter(executionId, target)
    const id = env.newId()
    rows.put('executions', id, { ...execution, id })
    return enter(id, target)
  })
}
