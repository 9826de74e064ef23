import type { FieldAccess } from '../bpmn/graph.ts'
import { inTransaction } from '../db/transaction.ts'
import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { FormVersion } from '../module.ts'
import { inboxRows } from '../runtime/flush.ts'
import { createCompleteTask } from './complete-task.ts'
import { outcomesOf } from './form-data.ts'
import { shownData } from './submit-form.ts'
import { actsOn, isCandidate } from './task-access.ts'
import { claim, replaceInbox, unclaim, type OpenTask } from './tasks.store.ts'
import type { TaskDeps } from './task-deps.ts'
import type { TaskAction, TaskFormView } from './tasks.api.ts'

/** What people do with one task. Every call decides access itself: somebody else's task is unknown. */
export function createTaskService(deps: TaskDeps) {
  const { db, engine, access } = deps

  async function nodeOf(task: OpenTask) {
    const { graph } = await deps.definitions.get(task.definitionId)
    return { graph, node: graph.nodes[task.nodeId] }
  }

  const formOf = async (task: Pick<OpenTask, 'formVersionId'>): Promise<FormVersion | undefined> =>
    task.formVersionId === null ? undefined : engine.forms.byId(task.formVersionId)

  /** The form as pinned when the task was created, with the case's data and this person's draft. @throws AppError task.* , form.unknown */
  async function form(actor: Actor, id: string): Promise<TaskFormView> {
    const task = await access.visible(actor, id)
    const version = await formOf(task)
    if (!version) throw appError('form.unknown', { key: task.formKey, taskId: id })
    const { node } = await nodeOf(task)
    const shown = await shownData(deps, { task, version, actor })
    const fields = engine.forms.fieldAccess(version, node?.user?.fields ?? {})
    const data = Object.fromEntries(Object.entries(shown.data).filter(([path]) => fields[path] !== 'hidden'))
    return { form: version, ...shown, data, fields: actsOn(actor, task) ? fields : lookedAt(fields), actions: actionsOf(actor, task) }
  }

  async function claimTask(actor: Actor, id: string): Promise<void> {
    const task = await access.visible(actor, id)
    if (task.assignee === actor.userId) return
    if (!isCandidate(actor, task)) throw appError('task.not_yours', { id, name: task.name })
    const taken = await inTransaction(db, async (trx) => {
      const ok = await claim(trx, id, actor.userId, engine.clock.now())
      if (ok) await replaceInbox(trx, id, inboxRows({ ...task, assignee: actor.userId }))
      return ok
    })
    if (!taken) throw (await access.overtaken(actor, id)) ?? appError('instance.busy', { id: task.instanceId })
  }

  async function unclaimTask(actor: Actor, id: string): Promise<void> {
    const task = await access.actionable(actor, id)
    if (task.assignee === null) return
    if (task.candidates.length === 0) throw appError('task.action_not_allowed', { id, action: 'unclaim' })
    await inTransaction(db, async (trx) => {
      if (await unclaim(trx, id, actor.userId)) await replaceInbox(trx, id, inboxRows({ ...task, assignee: null }))
    })
  }

  async function detail(actor: Actor, id: string) {
    const task = await access.visible(actor, id)
    const version = await formOf(task)
    const { node } = await nodeOf(task)
    return {
      task,
      actions: actionsOf(actor, task),
      outcomes: version ? outcomesOf(version.definition) : [],
      documentation: node?.documentation ?? '',
    }
  }

  return {
    form,
    complete: createCompleteTask(deps),
    claim: claimTask,
    unclaim: unclaimTask,
    detail,
    assertActs: (actor: Actor, id: string) => access.actionable(actor, id),
  }
}

export type TaskService = ReturnType<typeof createTaskService>

function actionsOf(actor: Actor, task: OpenTask): TaskAction[] {
  if (!actsOn(actor, task)) return []
  const claimable: TaskAction[] = task.assignee === null ? ['claim'] : task.candidates.length > 0 ? ['unclaim'] : []
  return ['complete', 'save-draft', ...claimable]
}

/** Who may only look at a task fills in nothing. */
function lookedAt(fields: Record<string, FieldAccess>): Record<string, FieldAccess> {
  return Object.fromEntries(Object.entries(fields).map(([path, access]) => [path, access === 'hidden' ? access : 'readonly']))
}
