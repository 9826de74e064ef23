import { AppError, appError } from '../../errors.ts'
import { retyped } from '../../execution/values.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Correlation, CorrelationResult } from '../../messages/correlation.api.ts'
import type { Variables } from '../../execution/state.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, forbidden, invalidRequest } from '../errors.ts'
import { executionView } from '../execution/execution-service.ts'
import { instanceView } from '../process-instance/process-instance-service.ts'
import { findVisible } from '../process-instance/process-instance.store.ts'
import { tenantsOf, type Scope } from '../scope.ts'
import { toDtos, variablesFrom, type VariableDto } from '../variables.ts'
import type { ConditionBody, MessageBody, SignalBody } from './message.routes.ts'

type Sent = Record<string, VariableDto> | null | undefined

/**
 * Messages, signals and conditions from outside. What they reach is of the sender's own district: its instances first, then those of
 * no district.
 */
export function createMessageRestService({ db, runtime, messages, scope }: EngineRestDeps & { scope: Scope }) {
  async function correlate(body: MessageBody, actor: Actor) {
    const correlation = await correlationFrom(body, actor)
    const results = body.all ? await everywhere(correlation, actor) : await somewhere(correlation, actor)
    return Promise.all(results.map((result) => resultOf(result, body.variablesInResultEnabled === true, actor)))
  }

  async function correlationFrom(body: MessageBody, actor: Actor): Promise<Omit<Correlation, 'tenant'>> {
    assertTenant(body, actor)
    const { messageName, processInstanceId, businessKey } = body
    if (!messageName) throw invalidRequest('No message name supplied')
    if (processInstanceId) await assertVisible(processInstanceId, messageName, actor)
    const where = 'Cannot correlate message'
    const local = { ...read(body.processVariablesLocal, where), ...read(body.processVariablesToTriggeredScope, where) }
    return {
      name: messageName,
      businessKey: businessKey ?? undefined,
      correlationKeys: plain(variablesFrom(body.correlationKeys, where)),
      localCorrelationKeys: plain(variablesFrom(body.localCorrelationKeys, where)),
      instanceId: processInstanceId ?? undefined,
      all: body.all ?? false,
      variables: read(body.processVariables, where),
      local: Object.keys(local).length > 0 ? local : undefined,
    }
  }

  /** Somebody else's instance waits for nothing, as one that is not there. */
  async function assertVisible(id: string, name: string, actor: Actor): Promise<void> {
    if ((await findVisible(db, id, { scope, actor })) === undefined) throw appError('message.unmatched', { name })
  }

  /** One receiver: of the own district, and only if there is none, of no district. */
  async function somewhere(correlation: Omit<Correlation, 'tenant'>, actor: Actor): Promise<CorrelationResult[]> {
    try {
      return await messages.correlate({ ...correlation, tenant: actor.district }, actor)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'message.unmatched') throw error
      return messages.correlate({ ...correlation, tenant: '', only: 'executions' }, actor)
    }
  }

  async function everywhere(correlation: Omit<Correlation, 'tenant'>, actor: Actor): Promise<CorrelationResult[]> {
    const own = await messages.correlate({ ...correlation, tenant: actor.district }, actor)
    return [...own, ...(await messages.correlate({ ...correlation, tenant: '', only: 'executions' }, actor))]
  }

  async function resultOf(result: CorrelationResult, withVariables: boolean, actor: Actor) {
    const row = await findVisible(db, result.instanceId, { scope, actor })
    const tenant = row?.tenant ?? ''
    const variables = withVariables ? toDtos((await runtime.load(result.instanceId))?.scopes[result.instanceId] ?? {}) : null
    return result.kind === 'execution'
      ? {
          resultType: 'Execution',
          execution: executionView({ id: result.executionId, instanceId: result.instanceId, tenant }),
          processInstance: null,
          variables,
        }
      : { resultType: 'ProcessDefinition', execution: null, processInstance: row ? instanceView(row) : null, variables }
  }

  return {
    correlate,
    async signal(body: SignalBody, actor: Actor): Promise<void> {
      assertTenant(body, actor)
      const { name, executionId } = body
      if (!name) throw invalidRequest('No signal name given')
      const thrown = { name, executionId: executionId ?? undefined, variables: read(body.variables, 'Cannot throw signal') }
      await messages.signal({ ...thrown, tenant: actor.district }, actor)
      await messages.signal({ ...thrown, tenant: '', only: 'executions' }, actor)
    },
    async condition(body: ConditionBody, actor: Actor) {
      assertTenant(body, actor)
      if (!body.variables) throw invalidRequest('No variables given: the conditions have nothing to look at')
      const check = {
        variables: read(body.variables, 'Cannot evaluate conditions'),
        businessKey: body.businessKey ?? null,
        definitionId: body.processDefinitionId ?? undefined,
      }
      const started = await messages.evaluateConditions({ ...check, tenant: actor.district }, actor)
      const rows = await Promise.all(started.map(({ instanceId }) => findVisible(db, instanceId, { scope, actor })))
      return rows.flatMap((row) => (row ? [instanceView(row)] : []))
    },
  }
}

function assertTenant(
  { tenantId, withoutTenantId }: { tenantId?: string | null | undefined; withoutTenantId?: boolean | null | undefined },
  actor: Actor,
): void {
  if (tenantId && withoutTenantId) throw badRequest('InvalidRequestException', "Parameter 'tenantId' cannot be used together with parameter 'withoutTenantId'.")
  if (tenantId && !tenantsOf(actor).includes(tenantId)) throw forbidden(`The user with id '${actor.username}' may not send to the tenant '${tenantId}'.`)
}

const read = (sent: Sent, where: string) => retyped(variablesFrom(sent, where))

/** Keys are compared by value, whatever type they were sent as. */
function plain(variables: Variables): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))
}
