import type { Definition } from '../definitions/definitions.ts'
import { appError } from '../errors.ts'
import type { InstanceRow } from '../execution/state.ts'
import { stuckJoins } from '../execution/stuck.ts'
import type { Actor } from '../identity/actor.ts'
import { can } from '../identity/access.ts'
import { handlersOf } from '../tasks/task-item.ts'
import type { TaskDeps } from '../tasks/task-deps.ts'
import type { InstanceView } from './instances.api.ts'
import { listIncidents } from './incidents.store.ts'
import { activitiesOf, commandsOf, currentTasks, findInstance, taskEndsOf, waitingNodes } from './instances.store.ts'
import { timelineOf } from './timeline.ts'
import { createWithdraw } from './withdraw.ts'

/** One case as a whole: where it is, how it came there, and what may be done to it. */
export function createInstanceService(deps: TaskDeps) {
  const { db, definitions, directory, runtime } = deps

  /** @throws AppError instance.unknown also for cases out of the person's scope */
  async function visible(actor: Actor, id: string): Promise<InstanceRow> {
    const row = await findInstance(db, id)
    if (!row || !(deps.caseAccess.sees(actor, row.definitionKey, row) || (await handles(actor, row)))) throw appError('instance.unknown', { id })
    return row
  }

  /** Who has a task in the case may look at it, also from outside its area. */
  async function handles(actor: Actor, row: InstanceRow): Promise<boolean> {
    const tasks = row.tenant === actor.district ? await currentTasks(db, [row.id]) : []
    return tasks.some((task) => handlersOf(task).some((group) => actor.groups.includes(group)))
  }

  async function view(actor: Actor, id: string): Promise<InstanceView> {
    const row = await visible(actor, id)
    const definition = await definitions.get(row.definitionId)
    const [tasks, commands, ends, waiting, activities] = await Promise.all([
      currentTasks(db, [id]),
      commandsOf(db, id),
      taskEndsOf(db, id),
      waitingNodes(db, id),
      activitiesOf(db, id),
    ])
    const current = await Promise.all(
      tasks.map(async (task) => ({
        nodeId: task.nodeId,
        name: task.name,
        since: task.createdAt,
        dueAt: task.dueAt,
        handlers: await Promise.all(handlersOf(task).map((group) => directory.nameOfGroup(group))),
      })),
    )
    return {
      id,
      processKey: row.definitionKey,
      processName: definition.name,
      definitionVersion: definition.version,
      businessKey: row.businessKey,
      subject: row.subject,
      state: row.state,
      phase: row.phase,
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      current,
      timeline: await timelineOf(directory, { commands, tasks: ends, activities }),
      actions: (await mayWithdraw(actor, row)) ? ['withdraw'] : [],
      diagram: {
        xml: (await definitions.xmlOf(row.definitionId)) ?? '',
        active: waiting.active,
        incidents: waiting.incidents,
        stuck: await stuckAt(row, definition),
        done: [...new Set(activities.filter((activity) => activity.state === 'completed').map((activity) => activity.nodeId))],
      },
    }
  }

  async function stuckAt({ id, endedAt }: InstanceRow, { graph }: Definition): Promise<string[]> {
    const state = endedAt === null ? await runtime.load(id) : undefined
    return state ? stuckJoins(graph, state).map(({ nodeId }) => nodeId) : []
  }

  async function isOwn(actor: Actor, row: InstanceRow): Promise<boolean> {
    return owns(actor, row, (await definitions.get(row.definitionId)).graph.starterGroups)
  }

  const { mayWithdraw, withdraw } = createWithdraw({ ...deps, visible, isOwn })

  /** An administrator lets a stopped token try again. @throws AppError object.unknown */
  async function retryIncident(actor: Actor, incidentId: string): Promise<void> {
    const row: { instanceId: string; jobId: string | null; tenant: string } | undefined = await db('incident')
      .where({ id: incidentId, tenant: actor.district })
      .first()
    if (!row || !can(actor, 'operations', 'operate')) throw appError('object.unknown', { kind: 'incident', id: incidentId })
    if (row.jobId !== null) await deps.retryJob(row.jobId)
    else await runtime.execute({ target: { instanceId: row.instanceId }, command: () => ({ kind: 'retry', incidentId }), act: 'retry', actor })
  }

  return { view, withdraw, retryIncident, incidents: (actor: Actor) => listIncidents(db, actor.district) }
}

export type InstanceService = ReturnType<typeof createInstanceService>

/** The report belongs to who made it and, since people change, to those who may report for the same enterprise. */
function owns(actor: Actor, row: InstanceRow, starters: readonly string[]): boolean {
  return row.initiator === actor.userId || (row.enterpriseId !== null && row.enterpriseId === actor.unitId && starters.includes(actor.role))
}
