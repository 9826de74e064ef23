import type { Run } from '../run.ts'
import { enter, type Operation } from '../operation.ts'
import { TokenFailure } from '../environment.ts'

/** The token goes along the first flow; each further flow gets a token of its own. A token knows by which flow it came: joins ask. */
export function takeOperation({ rows, graph, env }: Run, { executionId, flows }: Extract<Operation, { op: 'take' }>): Operation[] {
  const execution = rows.execution(executionId)
  return flows.map((flowId, index) => {
    const target = graph.flows[flowId]?.target
    if (target === undefined) throw new TokenFailure('unsupported', `flow ${flowId} is not in the definition`)
    const id = index === 0 ? executionId : env.newId()
    rows.put('executions', id, { ...execution, id, data: { via: flowId } })
    return enter(id, target)
  })
}
