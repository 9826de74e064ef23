import type { InstanceState } from '../../execution/state.ts'
import { retyped } from '../../execution/values.ts'
import { waitsForCall } from '../../execution/waits-for-call.ts'
import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import { execute } from '../commanding.ts'
import type { EngineRestDeps } from '../deps.ts'
import { engineFailure, notFound } from '../errors.ts'
import { assertWritable } from '../governed.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { ScopeOf } from '../scope-variables.ts'
import { variablesFrom, type VariableDto } from '../variables.ts'
import type { ExecutionFilters } from './execution.filters.ts'
import { countExecutions, findExecution, leavesOf, listExecutions, type ExecutionFacts } from './execution.store.ts'

type Sent = Record<string, VariableDto> | null | undefined

/** Executions: the scopes and tokens of running instances. */
export function createExecutionService({ db, runtime, definitions, scope }: EngineRestDeps & { scope: Scope }) {
  async function find(id: string, actor: Actor): Promise<ExecutionFacts> {
    const row = await findExecution(db, id, { scope, actor })
    if (row === undefined) throw notFound(`Execution with id ${id} does not exist`)
    return row
  }

  async function checked(row: ExecutionFacts, sent: Sent, where: string): Promise<Record<string, unknown>> {
    assertWritable((await definitions.get(row.definitionId)).graph, Object.keys(sent ?? {}))
    return retyped(variablesFrom(sent, where))
  }

  /** The one subscription of an execution to a message, or to a signal of any name. @throws 404 */
  function subscriptionOf(state: InstanceState, executionId: string, wanted: { kind: string; name: string }) {
    const found = Object.values(state.subscriptions).find((row) => row.executionId === executionId && row.kind === wanted.kind && row.name === wanted.name)
    if (found === undefined) throw notFound(`Message event subscription for execution ${executionId} named ${wanted.name} does not exist`)
    return found
  }

  return {
    list: async (request: ListRequest<ExecutionFilters>, actor: Actor) => (await listExecutions(db, request, { scope, actor })).map(executionView),
    count: (request: ListRequest<ExecutionFilters>, actor: Actor) => countExecutions(db, request, { scope, actor }),
    get: async (id: string, actor: Actor) => executionView(await find(id, actor)),
    /** Wakes a receive task, or ends an ad-hoc sub-process. An instance's own id means its only token, as where Camunda has one execution for both. */
    async signal(id: string, sent: Sent, actor: Actor): Promise<void> {
      const row = await find(id, actor).catch(() => {
        throw engineFailure(`Cannot signal execution ${id}: execution ${id} doesn't exist: execution is null`, 'RestException')
      })
      const [only, ...others] = row.parentId === null ? await leavesOf(db, row.instanceId) : [id]
      if (only === undefined || others.length > 0)
        throw engineFailure(`Cannot signal execution ${id}: it has no or several activities that wait`, 'RestException')
      const variables = await checked(row, sent, `Cannot signal execution ${id}`)
      const { graph } = await definitions.get(row.definitionId)
      await execute(runtime, {
        instanceId: row.instanceId,
        act: 'signal',
        actor,
        command(state) {
          if (!waitsForCall(graph, state.executions[only]?.nodeId ?? ''))
            throw engineFailure(`Cannot signal execution ${id}: it does not wait for a call`, 'RestException')
          return { kind: 'trigger', executionId: only, trigger: { kind: 'signalled', variables } }
        },
      })
    },
    async messageSubscription(id: string, name: string, actor: Actor) {
      const row = await find(id, actor)
      const state = await runtime.load(row.instanceId)
      if (state === undefined) throw notFound(`Execution with id ${id} does not exist`)
      const subscription = subscriptionOf(state, id, { kind: 'message', name })
      return {
        id: subscription.id,
        eventType: 'message',
        eventName: name,
        executionId: id,
        processInstanceId: row.instanceId,
        activityId: subscription.nodeId,
        createdDate: toCamundaDate(subscription.createdAt),
        tenantId: tenantId(row.tenant),
      }
    },
    async triggerMessage(id: string, name: string, { sent, actor }: { sent: Sent; actor: Actor }): Promise<void> {
      const row = await find(id, actor)
      const variables = await checked(row, sent, `Cannot trigger message ${name} for execution ${id}`)
      await execute(runtime, {
        instanceId: row.instanceId,
        act: 'message',
        actor,
        command: (state) => {
          const subscription = subscriptionOf(state, id, { kind: 'message', name })
          return { kind: 'trigger', executionId: id, trigger: { kind: 'event', subscriptionId: subscription.id, variables } }
        },
      })
    },
    async variableScope(id: string, actor: Actor): Promise<ScopeOf> {
      const { instanceId, definitionId } = await find(id, actor)
      return { instanceId, executionId: id, definitionId, kind: 'execution', local: true }
    },
  }
}

export function executionView({ id, instanceId, tenant }: Pick<ExecutionFacts, 'id' | 'instanceId' | 'tenant'>) {
  return { id, processInstanceId: instanceId, ended: false, tenantId: tenantId(tenant) }
}
