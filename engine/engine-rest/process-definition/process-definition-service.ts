import type { Actor } from '../../identity/actor.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { tenantsOf } from '../scope.ts'
import { assertOwn } from '../shared-definitions.ts'
import { toDtos } from '../variables.ts'
import type { DefinitionFilters } from './process-definition.filters.ts'
import {
  activityCounts,
  countDefinitions,
  definitionsOfKey,
  failedJobCounts,
  findDefinition,
  findStarted,
  incidentCounts,
  instanceCounts,
  latestDefinition,
  listDefinitions,
  runningOf,
  setHistoryTtl,
  setSuspended,
} from './process-definition.store.ts'
import { definitionView, type DefinitionFacts } from './process-definition.view.ts'
import { createStartInstance, type By, type StartBody } from './start-instance.ts'

/** A definition as a path names it: by id, or the newest version of a key with a tenant or without. */
export type Named = { id: string } | { key: string; tenant: string }

const everything = { sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }

/** Process definitions as this surface shows them. */
export function createDefinitionService(deps: EngineRestDeps) {
  const { db, engine, definitions, removal } = deps
  const startInstance = createStartInstance(deps)

  async function find(named: Named, actor: Actor): Promise<DefinitionFacts> {
    const row =
      'id' in named ? await findDefinition(db, named.id, actor) : tenantsOf(actor).includes(named.tenant) ? await latestDefinition(db, named, actor) : undefined
    if (row === undefined) throw unknown(named)
    return row
  }

  async function start(named: Named, body: StartBody, by: By) {
    const definition = await find(named, by.actor)
    const id = await startInstance(definition.id, body, by)
    return body.withVariablesInReturn ? { ...(await started(id, definition)), variables: toDtos(await instanceVariables(id)) } : started(id, definition)
  }

  async function started(id: string, definition: DefinitionFacts) {
    const row = await findStarted(db, id)
    return {
      id,
      definitionId: definition.id,
      definitionKey: definition.key,
      businessKey: row?.businessKey ?? null,
      caseInstanceId: null,
      ended: (row?.endedAt ?? null) !== null,
      suspended: (row?.suspendedAt ?? null) !== null,
      tenantId: definition.tenant === '' ? null : definition.tenant,
    }
  }

  const instanceVariables = async (id: string) => (await deps.runtime.load(id))?.scopes[id] ?? {}

  async function suspend(rows: DefinitionFacts[], suspended: boolean, withInstances: boolean, actor: Actor): Promise<void> {
    const ids = rows.map(({ id }) => id)
    await assertOwn(db, actor, ids)
    await setSuspended(db, ids, suspended ? engine.clock.now() : null)
    definitions.forget(ids)
    if (!withInstances) return
    for (const instanceId of await runningOf(db, ids))
      await deps.runtime.execute({ target: { instanceId }, command: () => ({ kind: 'suspend', suspended }), act: suspended ? 'suspend' : 'activate', actor })
  }

  return {
    find,
    start,
    list: async (request: ListRequest<DefinitionFilters>, actor: Actor) => (await listDefinitions(db, request, actor)).map(definitionView),
    count: (request: ListRequest<DefinitionFilters>, actor: Actor) => countDefinitions(db, request, actor),
    get: async (named: Named, actor: Actor) => definitionView(await find(named, actor)),
    async xml(named: Named, actor: Actor) {
      const { id } = await find(named, actor)
      return { id, bpmn20Xml: await definitions.xmlOf(id) }
    },
    async suspend(named: Named, { suspended, includeProcessInstances }: { suspended: boolean; includeProcessInstances: boolean }, actor: Actor) {
      await suspend([await find(named, actor)], suspended, includeProcessInstances, actor)
    },
    async suspendKey(
      key: string,
      tenant: string,
      { suspended, includeProcessInstances }: { suspended: boolean; includeProcessInstances: boolean },
      actor: Actor,
    ) {
      await suspend(await definitionsOfKey(db, { key, tenant }, actor), suspended, includeProcessInstances, actor)
    },
    async setHistoryTtl(named: Named, days: number | null, actor: Actor) {
      if (days !== null && days < 0) throw badRequest('BadUserRequestException', 'historyTimeToLive must not be negative')
      const { id } = await find(named, actor)
      await assertOwn(db, actor, [id])
      await setHistoryTtl(db, id, days)
    },
    async remove(named: Named, { cascade, all }: { cascade: boolean; all: boolean }, actor: Actor) {
      const one = await find(named, actor)
      const rows = all ? await definitionsOfKey(db, one, actor) : [one]
      const ids = rows.map(({ id }) => id)
      await assertOwn(db, actor, ids)
      await removal.removeDefinitions(ids, { cascade, actor })
    },
    /** The form of the none start event: its key or reference, as a Camunda client reads it. */
    async startForm(named: Named, actor: Actor) {
      const { id } = await find(named, actor)
      const { graph } = await definitions.get(id)
      const form = (graph.nodes[graph.key]?.starts ?? []).map((nodeId) => graph.nodes[nodeId]).find((node) => node?.kind === 'startEvent:none')?.form
      return { key: null, camundaFormRef: form ? { key: form.key, binding: form.binding, version: form.version } : null, contextPath: null }
    },
    async statistics(actor: Actor, { failedJobs, incidents }: { failedJobs: boolean; incidents: boolean }) {
      const rows = await listDefinitions(db, { given: {}, ...everything }, actor)
      const running = await instanceCounts(db)
      return Promise.all(
        rows.map(async (row) => ({
          id: row.id,
          instances: running.get(row.id) ?? 0,
          failedJobs: failedJobs ? sum([...(await failedJobCounts(db, row.id)).values()]) : 0,
          incidents: incidents ? byKind(await incidentCounts(db, row.id)) : [],
          definition: definitionView(row),
        })),
      )
    },
    async activityStatistics(named: Named, actor: Actor, { failedJobs, incidents }: { failedJobs: boolean; incidents: boolean }) {
      const { id } = await find(named, actor)
      const failed = failedJobs ? await failedJobCounts(db, id) : new Map<string, number>()
      const open = incidents ? await incidentCounts(db, id) : []
      const running = new Map((await activityCounts(db, id)).map(({ nodeId, count }) => [nodeId, count]))
      const nodes = [...new Set([...running.keys(), ...failed.keys(), ...open.map(({ nodeId }) => nodeId)])].sort()
      return nodes.map((nodeId) => ({
        id: nodeId,
        instances: running.get(nodeId) ?? 0,
        failedJobs: failed.get(nodeId) ?? 0,
        incidents: byKind(open.filter((incident) => incident.nodeId === nodeId)),
      }))
    },
  }
}

function unknown(named: Named) {
  if ('id' in named) return notFound(`No matching definition with id ${named.id}`)
  const tenant = named.tenant === '' ? 'no tenant-id' : `tenant-id: ${named.tenant}`
  return notFound(`No matching process definition with key: ${named.key} and ${tenant}`, 'RestException')
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

function byKind(counts: { kind: string; count: number }[]): { incidentType: string; incidentCount: number }[] {
  const kinds = [...new Set(counts.map(({ kind }) => kind))]
  return kinds.map((kind) => ({ incidentType: kind, incidentCount: sum(counts.filter((each) => each.kind === kind).map(({ count }) => count)) }))
}
