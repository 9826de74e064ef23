import type { Run } from '../run.ts'
import { enter, type Operation } from '../operation.ts'
import { TokenFailure } from '../environment.ts'
import { notify } from '../notify.ts'

/** The token goes along the first flow; each further flow gets a token of its own. A token knows by which flow it came: joins ask. */
export function takeOperation(run: Run, { executionId, flows }: Extract<Operation, { op: 'take' }>): Operation[] {
  const { rows, graph, env } = run
  const execution = rows.execution(executionId)
  return flows.map((flowId, index) => {
    const flow = graph.flows[flowId]
    if (flow === undefined) throw new TokenFailure('unsupported', `flow ${flowId} is not in the definition`)
    const id = index === 0 ? executionId : env.newId()
    rows.put('executions', id, { ...execution, id, data: { via: flowId } })
    notify(run, rows.execution(id), 'take', flow.listeners)
    return enter(id, flow.target)
  })
}
