import { can } from '../../identity/access.ts'
import type { Actor } from '../../identity/actor.ts'
import type { ModuleRow } from '../../execution/changes.ts'
import type { TaskPatch } from '../../execution/update-task.ts'
import { AppError } from '../../errors.ts'
import { inboxRows } from '../../runtime/flush.ts'
import { isCandidate } from '../../tasks/task-access.ts'
import type { EngineRestDeps } from '../deps.ts'
import { engineFailure, forbidden } from '../errors.ts'
import { storedAs } from '../people.ts'
import type { TaskQueries } from './task-queries.ts'
import type { TaskFacts } from './task.store.ts'

type Deps = Pick<EngineRestDeps, 'db' | 'engine' | 'runtime'> & { queries: TaskQueries }
export type TaskChanges = ReturnType<typeof createTaskChanges>

/** What is done to an open task that stays open: who has it, until when, how urgent. */
export function createTaskChanges({ db, engine, runtime, queries }: Deps) {
  const stored = async (name: string | null | undefined) => (name === null || name === undefined || name === '' ? null : storedAs(db, name))

  /** Row, inbox and the step's record in one write. The machine does not write who has a task, because a claim needs no step of the case. */
  async function change(task: TaskFacts, given: TaskPatch, { act, actor }: { act: string; actor: Actor }): Promise<void> {
    const patch = { ...given, updatedAt: engine.clock.now() }
    await runtime.execute({
      target: { instanceId: task.instanceId },
      command: () => ({ kind: 'update-task', taskId: task.id, patch }),
      act,
      actor,
      evidence: rowsOf(task, patch),
      guards: [{ task: task.id, assignee: task.assignee }],
    })
  }

  async function claim(id: string, userId: string | null, actor: Actor): Promise<void> {
    const task = await queries.existing(id, actor)
    const assignee = await stored(userId)
    if (assignee !== actor.userId) assertOperates(actor, 'TASK_ASSIGN', id)
    else assertMayClaim(actor, task)
    if (assignee === null || task.assignee === null || task.assignee === assignee) {
      await change(task, { assignee }, { act: 'claim', actor }).catch(async (error: unknown) => {
        if (error instanceof AppError && error.code === 'instance.busy' && (await queries.existing(id, actor)).assignee !== null) throw claimed(id)
        throw error
      })
    } else throw claimed(id)
  }

  async function assign(id: string, userId: string | null, actor: Actor, act = 'assign'): Promise<void> {
    const task = await queries.existing(id, actor)
    const givesBack = userId === null && task.assignee === actor.userId
    if (!givesBack) assertOperates(actor, 'TASK_ASSIGN', id)
    await change(task, { assignee: await stored(userId) }, { act, actor })
  }

  return {
    stored,
    change,
    claim,
    assign,
    /** Whoever has the task stays its owner, and gets it back when it is resolved. */
    async delegate(id: string, userId: string | null, actor: Actor): Promise<void> {
      const task = await queries.existing(id, actor)
      assertOperates(actor, 'TASK_ASSIGN', id)
      await change(task, { assignee: await stored(userId), owner: task.owner ?? task.assignee, delegationState: 'PENDING' }, { act: 'delegate', actor })
    },
  }
}

export function assertOperates(actor: Actor, permission: string, taskId: string): void {
  if (!can(actor, 'operations', 'operate'))
    throw forbidden(`The user with id '${actor.username}' does not have '${permission}' permission on resource '${taskId}' of type 'Task'.`)
}

function assertMayClaim(actor: Actor, { id, district, candidates, assignee }: TaskFacts): void {
  if (assignee === actor.userId || isCandidate(actor, { candidates, tenant: district })) return
  assertOperates(actor, 'TASK_WORK', id)
}

const claimed = (id: string) => engineFailure(`Task '${id}' is already claimed by someone else.`, 'TaskAlreadyClaimedException')

/** Columns that the machine leaves alone, and the inbox as it is then. */
function rowsOf(task: TaskFacts, patch: TaskPatch): ModuleRow[] {
  const { candidates: _, ...columns } = patch
  const { id, dueAt, assignee, candidates } = { ...task, ...patch }
  const claimedAt = patch.assignee === undefined ? {} : { claimedAt: patch.assignee === null ? null : (patch.updatedAt ?? null) }
  return [
    { table: 'task', op: 'update', key: { id }, row: { ...columns, ...claimedAt } },
    { table: 'inbox', op: 'delete', key: { taskId: id } },
    ...inboxRows({ id, tenant: task.district, assignee, candidates, dueAt }).map((row): ModuleRow => ({ table: 'inbox', op: 'insert', row })),
  ]
}
