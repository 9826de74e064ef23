import type { Actor } from '../../identity/actor.ts'
import type { EngineRestDeps } from '../deps.ts'
import { parseValue } from '../query-values.ts'
import type { Scope } from '../scope.ts'
import type { ScopeVariables } from '../scope-variables.ts'
import { deserializing } from '../variable-routes.ts'
import { createIdentityLinks } from './identity-links.ts'
import { createTaskChanges } from './task-changes.ts'
import { createTaskCompletion } from './task-completion.ts'
import { createTaskQueries } from './task-queries.ts'
import { createTaskUpdate } from './task-update.ts'

/** All that can be asked of open tasks and done with them. */
export function createTaskRestService(deps: EngineRestDeps & { scope: Scope; variables: ScopeVariables }) {
  const queries = createTaskQueries(deps)
  const changes = createTaskChanges({ ...deps, queries })
  const completion = createTaskCompletion({ ...deps, queries, changes })

  async function formVariables(id: string, query: Record<string, unknown>, actor: Actor) {
    const all = await deps.variables.all(await queries.variableScope(id, actor), actor, deserializing(query))
    if (query['variableNames'] === undefined) return all
    const names = parseValue('texts', 'variableNames', query['variableNames'])
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)))
  }

  return { queries, changes, completion, formVariables, update: createTaskUpdate({ queries, changes }), links: createIdentityLinks({ queries, changes }) }
}
