import { typed } from '../../execution/values.ts'
import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import { toDto } from '../variables.ts'
import type { HistoryDecisionFilters } from './history-decision-instance.filters.ts'
import { countHistoryDecisions, listHistoryDecisions, type HistoryDecisionFacts } from './history-decision-instance.store.ts'

/** What goes with each decision beside what it was. */
export type Including = { inputs: boolean; outputs: boolean }

/** Decisions that were made, by instances and by calls. */
export function createHistoryDecisionService({ db, scope }: EngineRestDeps & { scope: Scope }) {
  return {
    async list(request: ListRequest<HistoryDecisionFilters>, actor: Actor, including: Including) {
      return (await listHistoryDecisions(db, request, { scope, actor })).map((row) => view(row, including))
    },
    count: (request: ListRequest<HistoryDecisionFilters>, actor: Actor) => countHistoryDecisions(db, request, { scope, actor }),
    async get(id: string, actor: Actor, including: Including) {
      const request = { given: { decisionInstanceId: id }, sorting: [], paging: { firstResult: 0, maxResults: 1 } }
      const [row] = await listHistoryDecisions(db, request, { scope, actor })
      if (row === undefined) throw notFound(`Historic decision instance with id '${id}' does not exist`)
      return view(row, including)
    },
  }
}

function view(row: HistoryDecisionFacts, { inputs, outputs }: Including) {
  return {
    id: row.id,
    decisionDefinitionId: row.definitionId,
    decisionDefinitionKey: row.key,
    decisionDefinitionName: row.name === '' ? null : row.name,
    evaluationTime: toCamundaDate(row.evaluatedAt),
    removalTime: null,
    processDefinitionId: row.processDefinitionId,
    processDefinitionKey: row.processDefinitionKey,
    processInstanceId: row.instanceId,
    caseDefinitionId: null,
    caseDefinitionKey: null,
    caseInstanceId: null,
    activityId: row.nodeId,
    activityInstanceId: row.activityId,
    userId: null,
    inputs: inputs ? row.inputs.map((input, index) => ({ ...part(row, `input-${index}`, input), clauseName: input.name })) : [],
    outputs: outputs ? row.outputs.map((output, index) => ({ ...part(row, `output-${index}`, output), ...outputFacts(output) })) : [],
    collectResultValue: row.collectResult,
    rootDecisionInstanceId: null,
    rootProcessInstanceId: row.rootId,
    decisionRequirementsDefinitionId: null,
    decisionRequirementsDefinitionKey: null,
    tenantId: tenantId(row.tenant ?? ''),
  }
}

const outputFacts = ({ name: clauseName, variableName, ruleId, ruleOrder }: HistoryDecisionFacts['outputs'][number]) => ({
  clauseName,
  variableName,
  ruleId,
  ruleOrder,
})

function part(row: HistoryDecisionFacts, place: string, { id: clauseId, value }: { id: string; value: unknown }) {
  return {
    id: `${row.id}:${place}`,
    decisionInstanceId: row.id,
    clauseId,
    errorMessage: null,
    ...toDto(typed(value)),
    createTime: toCamundaDate(row.evaluatedAt),
    removalTime: null,
    rootProcessInstanceId: row.rootId,
  }
}
