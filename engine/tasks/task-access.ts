import type { CaseAccess } from '../cases/case-access.ts'
import { appError, type AppError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { Db } from '../module.ts'
import { findDone, findOpen, type DoneTask, type OpenTask } from './tasks.store.ts'

/** May this person act on the task now? A claimed task belongs to its assignee alone. */
export function actsOn(actor: Actor, task: Pick<OpenTask, 'assignee' | 'candidates' | 'tenant'>): boolean {
  if (task.tenant !== actor.district) return false
  return task.assignee === null ? isCandidate(actor, task) : task.assignee === actor.userId
}

export function isCandidate(actor: Actor, task: Pick<OpenTask, 'candidates' | 'tenant'>): boolean {
  return task.tenant === actor.district && task.candidates.some((group) => actor.groups.includes(group))
}

export type TaskAccess = ReturnType<typeof createTaskAccess>

/** Finds tasks for a person: what he may not see is unknown to him. */
export function createTaskAccess({ db, access, nameOf }: { db: Db; access: CaseAccess; nameOf(userId: string): Promise<string> }) {
  /**
   * An open task this person may see. Somebody else's is unknown; one that is done says by whom and when.
   * @throws AppError task.unknown (404), task.gone (409)
   */
  async function visible(actor: Actor, id: string): Promise<OpenTask> {
    const open = await findOpen(db, id)
    if (open && (isCandidate(actor, open) || actsOn(actor, open) || access.sees(actor, open.processKey, open))) return open
    const done = open ? undefined : await findDone(db, id)
    if (done && (done.assignee === actor.userId || access.sees(actor, done.processKey, done))) throw await gone(done)
    throw appError('task.unknown', { id })
  }

  /** The same, and this person may act on it. @throws AppError also task.already_claimed (409), task.not_yours (403) */
  async function actionable(actor: Actor, id: string): Promise<OpenTask> {
    const task = await visible(actor, id)
    if (actsOn(actor, task)) return task
    if (task.assignee !== null && isCandidate(actor, task)) throw await claimed(task)
    throw appError('task.not_yours', { id, name: task.name })
  }

  /**
   * Why somebody who could act on this task a moment ago no longer can: another one was faster. Undefined when nothing has changed.
   * He has seen the task, so he is told also when he may not see the case behind it.
   */
  async function overtaken(actor: Actor, id: string): Promise<AppError | undefined> {
    const open = await findOpen(db, id)
    if (open) return actsOn(actor, open) || open.assignee === null ? undefined : claimed(open)
    const done = await findDone(db, id)
    return done && gone(done)
  }

  async function claimed({ id, assignee, claimedAt: at }: Pick<OpenTask, 'id' | 'assignee' | 'claimedAt'>): Promise<AppError> {
    return appError('task.already_claimed', { id, by: assignee === null ? '' : await nameOf(assignee), at })
  }

  async function gone(done: Pick<DoneTask, 'id' | 'name' | 'endedAt' | 'state' | 'assignee'>): Promise<AppError> {
    const { id, name, endedAt: at, state, assignee } = done
    return appError('task.gone', { id, name, by: assignee === null ? '' : await nameOf(assignee), at, state })
  }

  return { visible, actionable, overtaken }
}
