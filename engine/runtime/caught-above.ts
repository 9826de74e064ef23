import type { Definitions } from '../definitions/definitions.ts'
import { findCatcher } from '../execution/catch.ts'
import { Machine } from '../execution/machine.ts'
import type { CaughtAboveNeed } from '../execution/need.ts'
import type { InstanceRow, InstanceState } from '../execution/state.ts'

export type CaughtAboveDeps = {
  load(instanceId: string): Promise<InstanceState | undefined>
  definitions: Pick<Definitions, 'get'>
}

/** Would the activity that called this instance, or one above it, catch an error with this code? Looked up in the callers' states, outermost last. */
export function caughtAbove({ load, definitions }: CaughtAboveDeps) {
  return async ({ code }: CaughtAboveNeed, { parentId, parentExecutionId }: InstanceRow): Promise<boolean> => {
    let [instanceId, executionId] = [parentId, parentExecutionId]
    while (instanceId !== null && executionId !== null) {
      const state = await load(instanceId)
      if (!state?.executions[executionId]) return false
      if (await catches(definitions, state, { executionId, code })) return true
      ;[instanceId, executionId] = [state.instance.parentId, state.instance.parentExecutionId]
    }
    return false
  }
}

async function catches(
  { get }: Pick<Definitions, 'get'>,
  state: InstanceState,
  { executionId, code }: { executionId: string; code: string },
): Promise<boolean> {
  const { graph } = await get(state.instance.definitionId)
  const env = { now: state.instance.startedAt, newId: () => '', processName: '', retries: 0 }
  return findCatcher(new Machine(graph, state, { isNew: false, env }), executionId, 'error', code) !== undefined
}
