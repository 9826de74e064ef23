import type { FieldAccess } from '../bpmn/graph.ts'
import { appError, type AppError } from '../errors.ts'
import type { ModuleRow } from '../execution/changes.ts'
import type { Actor } from '../identity/actor.ts'
import type { FormVersion, Language, Submission } from '../module.ts'
import { findTaskDraft } from './drafts.store.ts'
import { formKeys, pick } from './form-data.ts'
import type { TaskDeps } from './task-deps.ts'
import type { OpenTask } from './tasks.store.ts'
import type { TaskFormView } from './tasks.api.ts'

export type Checked = { form: FormVersion | undefined; data: Record<string, unknown>; fileIds: string[]; prior: Record<string, unknown> }
type Deps = Pick<TaskDeps, 'db' | 'engine' | 'cases' | 'linkRows'>
type Submit = {
  form: FormVersion | undefined
  data: Record<string, unknown>
  opinion: string | undefined
  task: OpenTask
  access: Record<string, FieldAccess>
  actor: Actor
  language: Language
}

/** What is true of the case now, by form key. */
async function caseData({ cases, engine }: Deps, processKey: string, instanceId: string): Promise<Record<string, unknown>> {
  return (await cases[processKey]?.data(engine, instanceId)) ?? {}
}

/** What a task's form shows: the case's data, and over it what this person has begun to fill in. */
export async function shownData(
  deps: Deps,
  { task, version, actor }: { task: OpenTask; version: FormVersion; actor: Actor },
): Promise<Pick<TaskFormView, 'data' | 'draft'>> {
  const data = pick(await caseData(deps, task.processKey, task.instanceId), formKeys(version.definition))
  const draft = await findTaskDraft(deps.db, task.id, actor.userId)
  return draft ? { data: { ...data, ...draft.data }, draft: { rev: draft.rev, updatedAt: draft.updatedAt } } : { data, draft: null }
}

/** The server's own look at what was sent, whatever the browser allowed. @throws AppError form.invalid with all errors by path */
export async function checkForm(deps: Deps, { form, data, opinion, task, access, actor, language }: Submit): Promise<Checked> {
  if (!form) return { form, data: scalars(data), fileIds: [], prior: {} }
  const context = await caseData(deps, task.processKey, task.instanceId)
  const keys = formKeys(form.definition)
  const prior = pick(context, keys)
  const filled = keys.has('opinion') && opinion !== undefined && data['opinion'] === undefined ? { ...data, opinion } : data
  return { ...(await processForm(deps, { form, data: filled, prior, context, access, actor, language })), form, prior }
}

export async function processForm(
  { engine }: Pick<Deps, 'engine'>,
  input: {
    form: FormVersion
    data: Record<string, unknown>
    prior: Record<string, unknown>
    context: Record<string, unknown>
    access: Record<string, FieldAccess>
    actor: Actor
    language: Language
  },
): Promise<{ data: Record<string, unknown>; fileIds: string[] }> {
  const result = await engine.forms.process({ ...input, today: engine.clock.today() })
  if (!result.ok) throw formInvalid(input.form.key, result.errors)
  return { data: result.data, fileIds: result.fileIds }
}

/** The rows that keep what was filled in, and that make its files part of the case. */
export async function evidenceOf(
  { engine, linkRows }: Deps,
  {
    submission,
    checked,
    instanceId,
    taskId,
    actor,
    district,
  }: { submission: Submission; checked: Checked; instanceId: string; taskId: string | null; actor: Actor; district: string },
): Promise<ModuleRow[]> {
  if (!checked.form) return []
  const rows = engine.forms.submissionRow({
    id: submission.id,
    form: checked.form,
    instanceId,
    taskId,
    data: checked.data,
    previous: checked.prior,
    actor,
    now: engine.clock.now(),
    district,
  })
  return [...rows, ...(await linkRows(checked.fileIds, instanceId))]
}

/** Without a form only plain values are taken. */
function scalars(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value)))
}

/** Each sentence names its field by the label; the paths are for the page that marks the fields. */
function formInvalid(form: string, errors: { path: string; message: string }[]): AppError {
  return appError('form.invalid', { form, errors, messages: errors.map(({ message }) => message) })
}
