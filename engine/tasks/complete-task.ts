import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { FormVersion, Language, Submission } from '../module.ts'
import type { Claim, Execution } from '../runtime/execution.ts'
import { removeTaskDraft } from './drafts.store.ts'
import { outcomesOf, variablesFrom } from './form-data.ts'
import { checkForm, evidenceOf } from './submit-form.ts'
import type { TaskDeps } from './task-deps.ts'
import type { OpenTask } from './tasks.store.ts'

export type Complete = {
  taskId: string
  data: Record<string, unknown>
  opinion?: string | undefined
  outcome?: string | undefined
  actor: Actor
  language: Language
  claim?: Claim | undefined
}

/** What was checked and will be kept and done. */
type Completion = { submission: Submission; outcome: string | null; hasForm: boolean; variables: Record<string, unknown> }

/**
 * Does a task: form checked, evidence kept, variables that the flow reads set, token moved, all in one flush.
 * @throws AppError task.unknown, task.not_yours, task.already_claimed, task.gone, form.invalid, and what a handler refuses
 */
export function createCompleteTask(deps: TaskDeps) {
  const { db, engine, runtime, access } = deps

  return async function complete(request: Complete): Promise<void> {
    const { taskId, actor } = request
    await runtime.answer(request, () => completeNow(request))
    await removeTaskDraft(db, taskId, actor.userId)
  }

  async function completeNow(request: Complete): Promise<void> {
    const { taskId, actor, claim } = request
    const task = await access.actionable(actor, taskId)
    const { completion, evidence } = await prepare(request, task)
    const execution: Execution = {
      target: { instanceId: task.instanceId },
      command: commandFor(task, actor, completion),
      act: 'complete',
      actor,
      submission: completion.submission,
      evidence,
      guards: [{ task: taskId, assignee: task.assignee }],
      claim,
    }
    await runtime.execute(execution).catch(async (error: Error) => {
      throw (await access.overtaken(actor, taskId)) ?? error
    })
  }

  async function prepare({ data, opinion, outcome, actor, language }: Complete, task: OpenTask) {
    const { graph } = await deps.definitions.get(task.definitionId)
    const form = task.formVersionId === null ? undefined : await engine.forms.byId(task.formVersionId)
    const fields = graph.nodes[task.nodeId]?.user?.fields ?? {}
    const checked = await checkForm(deps, { form, data: withOutcome(data, outcome, form), opinion, task, access: fields, actor, language })
    const submission = {
      id: engine.newId(),
      formKey: task.formKey ?? '',
      formVersionId: task.formVersionId ?? '',
      data: checked.data,
      opinion: opinionOf(opinion, checked.data),
    }
    const { decision } = checked.data
    const completion: Completion = {
      submission,
      outcome: typeof decision === 'string' ? decision : (outcome ?? null),
      hasForm: form !== undefined,
      variables: variablesFrom(checked.data, graph),
    }
    const evidence = await evidenceOf(deps, { submission, checked, instanceId: task.instanceId, taskId: task.id, actor, district: task.tenant })
    return { completion, evidence }
  }
}

/** Decided on the state the command really runs on: somebody may have been faster since the task was read. */
function commandFor({ id, name }: OpenTask, actor: Actor, { submission, outcome, hasForm, variables }: Completion): Execution['command'] {
  return (state) => {
    const open = state.tasks[id]
    if (!open) throw appError('task.gone', { id, name, state: 'completed' })
    const submissionId = hasForm ? submission.id : null
    const trigger = { kind: 'task' as const, taskId: id, variables, outcome, opinion: submission.opinion, submissionId, by: actor.userId, onBehalfOf: null }
    return { kind: 'trigger', executionId: open.executionId, trigger }
  }
}

/** `outcome` beside the form is a shorthand for its decision field; a form without one has no outcomes to choose from. */
function withOutcome(data: Record<string, unknown>, outcome: string | undefined, form: FormVersion | undefined): Record<string, unknown> {
  if (outcome === undefined || data['decision'] !== undefined) return data
  if (form && outcomesOf(form.definition).length === 0) throw appError('request.invalid', { fields: [{ path: 'outcome', message: outcome }] })
  return { ...data, decision: outcome }
}

function opinionOf(opinion: string | undefined, data: Record<string, unknown>): string | null {
  if (opinion !== undefined && opinion.trim() !== '') return opinion.trim()
  return typeof data['opinion'] === 'string' && data['opinion'] !== '' ? data['opinion'].slice(0, 2000) : null
}
