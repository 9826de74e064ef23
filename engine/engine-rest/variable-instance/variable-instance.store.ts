import type { Knex } from 'knex'
import { fromJson } from '../../db/json.ts'
import type { TypedValue } from '../../execution/state.ts'
import type { Actor } from '../../identity/actor.ts'
import type { Db } from '../../module.ts'
import { among, applyFilters, equals, like, type FilterRules } from '../apply-filters.ts'
import { ofTenants } from '../definition-tenant.ts'
import { invalidRequest } from '../errors.ts'
import { countOf, paged, type Given, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { whereValue } from '../variable-filter.ts'
import { isPostgres, variableId, variableRows, type When } from '../variable-rows.ts'

/** Filters of variables that are there, and of those that were. */
export const variableFilters = {
  variableName: 'text',
  variableNameLike: 'text',
  variableNameIn: 'texts',
  variableTypeIn: 'texts',
  variableValue: 'value',
  variableValues: 'conditions',
  processInstanceId: 'text',
  processInstanceIdIn: 'texts',
  processDefinitionId: 'text',
  processDefinitionKey: 'text',
  executionIdIn: 'texts',
  taskIdIn: 'texts',
  activityInstanceIdIn: 'texts',
  variableScopeIdIn: 'texts',
  caseInstanceId: 'text',
  caseInstanceIdIn: 'texts',
  caseExecutionIdIn: 'texts',
  caseActivityIdIn: 'texts',
  batchIdIn: 'texts',
  tenantIdIn: 'texts',
  variableNamesIgnoreCase: 'flag',
  variableValuesIgnoreCase: 'flag',
} as const
export type VariableFilters = typeof variableFilters

export const variableSorting = {
  variableName: 'variable.name',
  variableType: 'variable.type',
  activityInstanceId: 'variable.activityId',
  instanceId: 'variable.instanceId',
  tenantId: 'definition.tenant',
}

export type VariableFacts = {
  instanceId: string
  executionId: string
  /** The activity whose scope it is in; the instance's id for the instance's own. */
  activityId: string
  taskId: string | null
  name: string
  typed: TypedValue
  definitionId: string
  definitionKey: string
  rootId: string
  tenant: string
}

const nothing = (query: Knex.QueryBuilder) => query.whereRaw('1 = 0')

function rules(db: Db, given: Given<VariableFilters>): FilterRules<VariableFilters> {
  const ignoreValues = given.variableValuesIgnoreCase
  const sql = { value: 'variable.plain', type: 'variable.type', isPostgres: isPostgres(db) }
  return {
    ...placeRules,
    variableName: (query, name) =>
      given.variableNamesIgnoreCase ? query.whereRaw('lower(variable.name) = ?', [name.toLowerCase()]) : query.where('variable.name', name),
    variableTypeIn: (query, types) =>
      query.whereRaw(
        `lower(variable.type) in (${types.map(() => '?').join(', ')})`,
        types.map((type) => type.toLowerCase()),
      ),
    variableValue: (query, value) => {
      if (given.variableName === undefined)
        throw invalidRequest(
          'Only a single variable value parameter specified: variable name and value are required to be able to query after a specific variable value.',
        )
      query.where((one) => whereValue(one, { operator: 'eq', value, ignoreValues }, sql))
    },
    variableValues: (query, conditions) => {
      for (const { name, ...compare } of conditions) query.where('variable.name', name).where((one) => whereValue(one, { ...compare, ignoreValues }, sql))
    },
  }
}

const placeRules: FilterRules<VariableFilters> = {
  variableNameLike: like('variable.name'),
  variableNameIn: among('variable.name'),
  processDefinitionId: equals('instance.definitionId'),
  processDefinitionKey: equals('instance.definitionKey'),
  executionIdIn: among('variable.executionId'),
  taskIdIn: among('variable.taskId'),
  activityInstanceIdIn: among('variable.activityId'),
  variableScopeIdIn: among('variable.executionId'),
  caseInstanceId: nothing,
  caseInstanceIdIn: nothing,
  caseExecutionIdIn: nothing,
  caseActivityIdIn: nothing,
  batchIdIn: nothing,
  tenantIdIn: ofTenants,
}

export type Of = { scope: Scope; actor: Actor; when: When }

function visible(db: Db, given: Given<VariableFilters>, { scope, actor, when }: Of): Knex.QueryBuilder {
  const { processInstanceId, processInstanceIdIn } = given
  const query = variableRows(db, when, { instanceIds: processInstanceId === undefined ? processInstanceIdIn : [processInstanceId] })
    .join('instance', 'instance.id', 'variable.instanceId')
    .join('definition', 'definition.id', 'instance.definitionId')
  return applyFilters(scope.restrict(actor, query), given, rules(db, given))
}

const columns = [
  ...['instanceId', 'executionId', 'activityId', 'taskId', 'name', 'typed'].map((name) => `variable.${name}`),
  ...['definitionId', 'definitionKey', 'rootId'].map((name) => `instance.${name}`),
  'definition.tenant',
]

export async function listVariables(db: Db, request: ListRequest<VariableFilters>, of: Of): Promise<VariableFacts[]> {
  const query = paged(visible(db, request.given, of), request, variableSorting, 'variable.activityId').orderBy('variable.name')
  return (await query.select(columns)).map(read)
}

export async function countVariables(db: Db, { given }: ListRequest<VariableFilters>, of: Of): Promise<{ count: number }> {
  return countOf(
    db.from(
      visible(db, given, of)
        .select(db.raw(`${variableId} as id`))
        .as('found'),
    ),
    'found.id',
  )
}

export async function findVariable(db: Db, id: string, of: Of): Promise<VariableFacts | undefined> {
  const row: VariableFacts | undefined = await visible(db, {}, of).whereRaw(`${variableId} = ?`, [id]).first(columns)
  return row && read(row)
}

function read(row: VariableFacts): VariableFacts {
  return { ...row, typed: fromJson(row.typed) }
}
