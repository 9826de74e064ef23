import type { InstanceState, Variables } from './state.ts'

/** Execution ids from this one outwards to the instance's own. */
export function scopeChain({ executions }: Pick<InstanceState, 'executions'>, executionId: string): string[] {
  const parentId = executions[executionId]?.parentId ?? null
  return parentId === null ? [executionId] : [executionId, ...scopeChain({ executions }, parentId)]
}

/** All variables that an execution sees; inner ones hide outer ones of the same name. */
export function visibleVariables(state: Pick<InstanceState, 'executions' | 'scopes'>, executionId: string): Variables {
  return Object.assign(
    {},
    ...scopeChain(state, executionId)
      .reverse()
      .map((id) => state.scopes[id] ?? {}),
  )
}
