import type { Knex } from 'knex'
import { inTransaction } from '../db/transaction.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { CaseAccess } from '../cases/case-access.ts'
import { AppError, appError } from '../errors.ts'
import type { FieldAccess } from '../bpmn/graph.ts'
import type { Actor } from '../identity/actor.ts'
import type { Directory } from '../identity/directory.ts'
import type { Engine, FormVersion, Language, Module, ModuleRow, Submission } from '../module.ts'
import { inboxRows } from '../runtime/flush.ts'
import type { Claim, Execution } from '../runtime/execution.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { removeTaskDraft } from './drafts.store.ts'
import { outcomesOf, pick } from './form-data.ts'
import { checkForm, evidenceOf, shownData } from './submit-form.ts'
import { actsOn, isCandidate, type TaskAccess } from './task-access.ts'
import { claim, replaceInbox, unclaim, type OpenTask } from './tasks.store.ts'
import type { TaskAction, TaskFormView } from './tasks.api.ts'

export type TaskDeps = {
  db: Knex
  engine: Engine
  runtime: Runtime
  definitions: Definitions
  directory: Directory
  cases: NonNullable<Module['cases']>
  access: TaskAccess
  caseAccess: CaseAccess
  nameOf(userId: string): Promise<string>
  linkRows(fileIds: string[], instanceId: string): Promise<ModuleRow[]>
  /** Gives a job that has used up its retries one more. */
  retryJob(jobId: string): Promise<void>
}

export type Complete = {
  taskId: string
  data: Record<string, unknown>
  opinion?: string | undefined
  outcome?: string | undefined
  actor: Actor
  language: Language
  claim?: Claim | undefined
}

/** What people do with one task. Every call decides access itself: somebody else's task is unknown. */
export function createTaskService(deps: TaskDeps) {
  const { db, engine, runtime, access, nameOf } = deps

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
    return { form: version, ...shown, fields: node?.user?.fields ?? {}, actions: actionsOf(actor, task) }
  }

  /**
   * Does the task: form checked, evidence kept, variables that the flow reads set, token moved, all in one flush.
   * @throws AppError task.unknown, task.not_yours, task.already_claimed, task.gone, form.invalid, and what a handler refuses
   */
  async function complete({ taskId, data, opinion, outcome, actor, language, claim: claimed }: Complete): Promise<void> {
    const { task, error } = await access.actionable(actor, taskId).then(
      (found) => ({ task: found, error: undefined }),
      (cause: unknown) => ({ task: undefined, error: cause }),
    )
    if (!task) return replay(taskId, claimed, error)
    const { graph, node } = await nodeOf(task)
    const checked = await checkForm(deps, {
      form: await formOf(task),
      data: withOutcome(data, outcome),
      opinion,
      task,
      access: node?.user?.fields ?? {},
      actor,
      language,
    })
    const chosen = typeof checked.data['decision'] === 'string' ? checked.data['decision'] : (outcome ?? null)
    const text = opinionOf(opinion, checked.data)
    const submission: Submission = {
      id: engine.newId(),
      formKey: task.formKey ?? '',
      formVersionId: task.formVersionId ?? '',
      data: checked.data,
      opinion: text,
    }
    const execution: Execution = {
      target: { instanceId: task.instanceId },
      command(state) {
        const open = state.tasks[taskId]
        if (!open) throw appError('task.gone', { id: taskId, name: task.name, by: '', at: engine.clock.now(), state: 'completed' })
        const variables = pick(checked.data, graph.reads)
        return {
          kind: 'trigger',
          executionId: open.executionId,
          trigger: {
            kind: 'task',
            taskId,
            variables,
            outcome: chosen,
            opinion: text,
            submissionId: checked.form ? submission.id : null,
            by: actor.userId,
            onBehalfOf: null,
          },
        }
      },
      act: 'complete',
      actor,
      submission,
      evidence: await evidenceOf(deps, { submission, checked, instanceId: task.instanceId, taskId, actor, district: task.tenant }),
      guards: [{ task: taskId, assignee: task.assignee }],
      claim: claimed,
    }
    await runtime.execute(execution).catch((cause: unknown) => whoWasFaster(actor, taskId, cause))
    await removeTaskDraft(db, taskId, actor.userId)
  }

  /** Somebody did the task in between: the record now says who and when. */
  async function whoWasFaster(actor: Actor, taskId: string, cause: unknown): Promise<never> {
    if (cause instanceof AppError && cause.code === 'task.gone') await access.actionable(actor, taskId)
    throw cause
  }

  /** The same request again: it finds the task done, and gets the answer of the first time. */
  async function replay(taskId: string, claimed: Claim | undefined, error: unknown): Promise<void> {
    if (!claimed || !(await runtime.answered(claimed))) throw error
    engine.log.info({ taskId }, 'repeated request answered from the record')
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
    if (taken) return
    const now = await access.visible(actor, id)
    throw appError('task.already_claimed', { id, by: await nameOf(now.assignee ?? ''), at: now.claimedAt })
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
      phase: node?.user?.phase ?? null,
    }
  }

  return { form, complete, claim: claimTask, unclaim: unclaimTask, detail, assertActs: (actor: Actor, id: string) => access.actionable(actor, id) }
}

export type TaskService = ReturnType<typeof createTaskService>
export type AccessMap = Record<string, FieldAccess>

function actionsOf(actor: Actor, task: OpenTask): TaskAction[] {
  if (!actsOn(actor, task)) return []
  const claimable: TaskAction[] = task.assignee === null ? ['claim'] : task.candidates.length > 0 ? ['unclaim'] : []
  return ['complete', 'save-draft', ...claimable]
}

/** `outcome` beside the form is a shorthand for its decision field. */
function withOutcome(data: Record<string, unknown>, outcome: string | undefined): Record<string, unknown> {
  return outcome === undefined || data['decision'] !== undefined ? data : { ...data, decision: outcome }
}

function opinionOf(opinion: string | undefined, data: Record<string, unknown>): string | null {
  if (opinion !== undefined && opinion.trim() !== '') return opinion.trim()
  return typeof data['opinion'] === 'string' && data['opinion'] !== '' ? data['opinion'].slice(0, 2000) : null
}
