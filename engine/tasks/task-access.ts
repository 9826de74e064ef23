import { appError } from '../errors.ts'
import { inScope } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import type { Db } from '../module.ts'
import { findDone, findOpen, type DoneTask, type OpenTask } from './tasks.store.ts'

/** The case behind a task or instance, in the columns by which it belongs to somebody. */
type CaseColumns = {
  tenant: string
  initiator: string | null
  enterpriseId: string | null
  villageId: string | null
  townshipId: string | null
  departmentId: string | null
}

/** Who may look at a case: who started it, and everybody in whose scope it lies. */
export function seesCase(actor: Actor, row: CaseColumns): boolean {
  if (row.tenant !== actor.district) return false
  return row.initiator === actor.userId || inScope(actor, { ...row, district: row.tenant })
}

/** May this person act on the task now? A claimed task belongs to its assignee alone. */
export function actsOn(actor: Actor, task: Pick<OpenTask, 'assignee' | 'candidates' | 'tenant'>): boolean {
  if (task.tenant !== actor.district) return false
  return task.assignee === null ? isCandidate(actor, task) : task.assignee === actor.userId
}

export function isCandidate(actor: Actor, task: Pick<OpenTask, 'candidates'>): boolean {
  return task.candidates.some((group) => actor.groups.includes(group))
}

/**
 * An open task this person may see. Somebody else's is unknown; one that is done says by whom and when.
 * @throws AppError task.unknown (404), task.gone (409)
 */
export async function visibleTask(db: Db, actor: Actor, id: string): Promise<OpenTask> {
  const open = await findOpen(db, id)
  if (open && (actsOn(actor, open) || isCandidate(actor, open) || seesCase(actor, open))) return open
  const done = open ? undefined : await findDone(db, id)
  if (done && (done.assignee === actor.userId || seesCase(actor, done))) throw gone(done)
  throw appError('task.unknown', { id })
}

/** The same, and this person may act on it. @throws AppError also task.already_claimed (409), task.not_yours (403) */
export async function actionableTask(db: Db, actor: Actor, id: string, nameOf: (userId: string) => Promise<string>): Promise<OpenTask> {
  const task = await visibleTask(db, actor, id)
  if (actsOn(actor, task)) return task
  if (task.assignee !== null && isCandidate(actor, task)) throw appError('task.already_claimed', { id, by: await nameOf(task.assignee), at: task.claimedAt })
  throw appError('task.not_yours', { id, name: task.name })
}

export function gone(done: Pick<DoneTask, 'id' | 'name' | 'endedAt' | 'state' | 'assignee'>): Error {
  return appError('task.gone', { id: done.id, name: done.name, by: done.assignee, at: done.endedAt, state: done.state })
}
