import type { Operation } from './operation.ts'
import type { Run } from './run.ts'
import type { Command } from './trigger.ts'

/** An instance begins: its variables, its data and its event sub-processes are there before the first token takes a step. */
export function startInstance(run: Run, { nodeId, variables, instructions = [] }: Extract<Command, { kind: 'start' }>): Operation[] {
  const { rows, graph, env } = run
  const root = rows.instance.id
  rows.put('executions', root, {
    id: root,
    instanceId: root,
    parentId: null,
    nodeId: graph.key,
    activityId: root,
    startedAt: env.now,
    kind: 'scope',
    waits: false,
    data: {},
  })
  rows.put('scopes', root, {})
  rows.setVariables(root, variables, { local: true })
  if (instructions.length === 0) return [{ op: 'begin', executionId: root, nodeId }]
  return [
    { op: 'begin', executionId: root, nodeId: null, empty: true },
    { op: 'modify', instructions },
  ]
}
