import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import type { EngineRestDeps } from '../deps.ts'
import { optionalDate } from '../dates.ts'
import { notFound } from '../errors.ts'
import { createdAt } from '../history-variable-instance/created-at.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import type { When } from '../variable-rows.ts'
import { toDto } from '../variables.ts'
import { countVariables, findVariable, listVariables, type VariableFacts, type VariableFilters } from './variable-instance.store.ts'

type Options = { deserialize: boolean }
/** `show` looks up what one answer needs once, and gives the view of each row. */
type Kind = { when: When; show(db: Db, rows: readonly VariableFacts[]): Promise<(row: VariableFacts, options: Options) => object> }

/** Variables of many scopes at once: as they are (`now`), or as they were last (`ever`). */
export function createVariableService({ db, scope }: EngineRestDeps & { scope: Scope }, { when, show }: Kind) {
  async function find(id: string, actor: Actor): Promise<VariableFacts> {
    const row = await findVariable(db, id, { scope, actor, when })
    if (row === undefined) throw notFound(`${when === 'now' ? 'Variable' : 'Historic variable'} instance with Id '${id}' does not exist.`)
    return row
  }

  return {
    async list(request: ListRequest<VariableFilters>, actor: Actor, options: Options): Promise<object[]> {
      const rows = await listVariables(db, request, { scope, actor, when })
      const view = await show(db, rows)
      return rows.map((row) => view(row, options))
    },
    count: (request: ListRequest<VariableFilters>, actor: Actor) => countVariables(db, request, { scope, actor, when }),
    async get(id: string, actor: Actor, options: Options): Promise<object> {
      const row = await find(id, actor)
      return (await show(db, [row]))(row, options)
    },
    /** The bytes of a variable of type File or Bytes. */
    async data(id: string, actor: Actor) {
      const { name, typed } = await find(id, actor)
      const { type, value, valueInfo = {} } = typed
      if (type !== 'File' && type !== 'Bytes') throw notFound(`Value of variable ${name} is not a binary value`)
      return {
        content: Buffer.from(typeof value === 'string' ? value : '', 'base64'),
        fileName: String(valueInfo['filename'] ?? name),
        type: String(valueInfo['mimetype'] ?? 'application/octet-stream'),
      }
    },
  }
}

/** Variables that are there now. */
export const variablesNow: Kind = { when: 'now', show: async () => (row, options) => ({ ...common(row, options), batchId: null }) }

/** Variables as they are or were last. */
export const variablesEver: Kind = {
  when: 'ever',
  async show(db, rows) {
    const setAt = await createdAt(db, rows)
    return (row, options) => ({
      ...common(row, options),
      processDefinitionKey: row.definitionKey,
      caseDefinitionKey: null,
      caseDefinitionId: null,
      state: 'CREATED',
      createTime: optionalDate(setAt(row)),
      removalTime: null,
      rootProcessInstanceId: row.rootId,
    })
  },
}

function common({ activityId, name, typed, definitionId, instanceId, executionId, taskId, tenant }: VariableFacts, options: Options) {
  return {
    id: `${activityId}:${name}`,
    name,
    ...toDto(typed, options),
    processDefinitionId: definitionId,
    processInstanceId: instanceId,
    executionId,
    caseInstanceId: null,
    caseExecutionId: null,
    taskId: executionId === instanceId ? null : taskId,
    activityInstanceId: activityId,
    errorMessage: null,
    tenantId: tenantId(tenant),
  }
}
