import type { ProcessGraph } from '../../bpmn/graph.ts'
import type { Actor } from '../../identity/actor.ts'
import { activityType } from '../activity-type.ts'
import { optionalDate, toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { durationOf } from '../duration.ts'
import { notFound } from '../errors.ts'
import type { Given, ListRequest } from '../lists.ts'
import { namesOf, type NameOf } from '../people.ts'
import { tenantId } from '../process-definition/process-definition.view.ts'
import type { Scope } from '../scope.ts'
import { pageOf, sortedBy } from '../view-lists.ts'
import type { HistoryActivityFilters } from './history-activity-instance.filters.ts'
import { countHistoryActivities, listHistoryActivities, type HistoryActivityFacts } from './history-activity-instance.store.ts'
import { nameOfBody } from './loop-body.ts'

type Request = ListRequest<HistoryActivityFilters>
type View = ReturnType<typeof activityView>

/** What can be sorted by only after the model has been asked. */
export const sortedByView: Record<string, (view: View) => string | number | null> = {
  activityName: ({ activityName }) => activityName,
  activityType: (view) => view.activityType,
  duration: ({ durationInMillis }) => durationInMillis,
}

/** Activities, running and ended. Names and types are in the model, not in a column: what is looked for by them is read as a whole, then cut. */
export function createHistoryActivityService({ db, definitions, scope }: EngineRestDeps & { scope: Scope }) {
  async function shown(rows: HistoryActivityFacts[]): Promise<View[]> {
    const nameOf = await namesOf(
      db,
      rows.flatMap(({ openAssignee, doneAssignee }) => [openAssignee, doneAssignee]),
    )
    return Promise.all(rows.map(async (row) => activityView(row, { nameOf, graph: (await definitions.get(row.definitionId)).graph })))
  }

  async function whole(request: Request, actor: Actor): Promise<View[]> {
    const rows = await listHistoryActivities(db, { ...request, sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }, { scope, actor })
    return (await shown(rows)).filter((view) => fits(view, request.given))
  }

  return {
    async list(request: Request, actor: Actor): Promise<View[]> {
      if (!needsModel(request)) return shown(await listHistoryActivities(db, request, { scope, actor }))
      return pageOf(sortedBy(await whole(request, actor), request.sorting, { ...sortedByColumn, ...sortedByView }), request.paging)
    },
    async count(request: Request, actor: Actor): Promise<{ count: number }> {
      return needsModel(request) ? { count: (await whole(request, actor)).length } : countHistoryActivities(db, request, { scope, actor })
    },
    async get(id: string, actor: Actor): Promise<View> {
      const request: Request = { given: { activityInstanceId: id }, sorting: [], paging: { firstResult: 0, maxResults: 1 } }
      const [view] = await shown(await listHistoryActivities(db, request, { scope, actor }))
      if (view === undefined) throw notFound(`Historic activity instance with id '${id}' does not exist`)
      return view
    },
  }
}

const sortedByColumn: Record<string, (view: View) => string | number | null> = {
  activityInstanceId: ({ id }) => id,
  instanceId: ({ processInstanceId }) => processInstanceId,
  executionId: ({ executionId }) => executionId,
  activityId: ({ activityId }) => activityId,
  startTime: ({ startTime }) => startTime,
  endTime: ({ endTime }) => endTime,
  occurrence: ({ id }) => id,
  definitionId: ({ processDefinitionId }) => processDefinitionId,
  tenantId: (view) => view.tenantId,
}

function needsModel({ given, sorting }: Request): boolean {
  const { activityName, activityNameLike, activityType: type, completeScope } = given
  return [activityName, activityNameLike, type, completeScope].some((value) => value !== undefined) || sorting.some(({ by }) => sortedByView[by] !== undefined)
}

function fits(view: View, { activityName, activityNameLike, activityType: type, completeScope }: Given<HistoryActivityFilters>): boolean {
  if (activityName !== undefined && view.activityName !== activityName) return false
  if (activityNameLike !== undefined && !isLike(view.activityName ?? '', activityNameLike)) return false
  if (type !== undefined && view.activityType !== type) return false
  return !completeScope || view.completeScope
}

/** `%` is any text, as in a query. Compared part by part: a pattern of a client is never compiled to a regular expression. */
function isLike(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('%')
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1
    const found = isLast ? (text.length - part.length >= at && text.endsWith(part) ? text.length - part.length : -1) : text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at === text.length
}

function activityView(row: HistoryActivityFacts, { nameOf, graph }: { nameOf: NameOf; graph: ProcessGraph }) {
  const node = graph.nodes[row.nodeId]
  const isLoop = row.isLoop === 1
  return {
    id: row.id,
    parentActivityInstanceId: row.parentActivityId ?? row.instanceId,
    activityId: isLoop ? nameOfBody(row.nodeId) : row.nodeId,
    activityName: node?.name || null,
    activityType: isLoop ? 'multiInstanceBody' : activityType(node),
    processDefinitionKey: row.definitionKey,
    processDefinitionId: row.definitionId,
    processInstanceId: row.instanceId,
    executionId: row.executionId,
    taskId: row.taskId,
    assignee: nameOf(row.openAssignee ?? row.doneAssignee),
    calledProcessInstanceId: row.calledInstanceId,
    calledCaseInstanceId: null,
    startTime: toCamundaDate(row.startedAt),
    endTime: optionalDate(row.endedAt),
    durationInMillis: durationOf(row.startedAt, row.endedAt),
    canceled: row.state === 'cancelled',
    completeScope: row.state === 'completed' && node !== undefined && node.outgoing.length === 0,
    tenantId: tenantId(row.tenant),
    removalTime: null,
    rootProcessInstanceId: row.rootId,
  }
}
