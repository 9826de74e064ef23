import type { TaskAnswer, TaskNeed } from '../execution/need.ts'
import type { FormsPort } from '../module.ts'
import { resolveAssignment, type AssignmentDeps } from './assignment.ts'

export type ResolveTaskDeps = AssignmentDeps & {
  forms(): FormsPort
  calendars: { forDistrict(district: string): Promise<{ resolve(spec: string, fromIso: string): string }> }
}

/** Everything about a new task that depends on the organisation, the forms and the calendar of this moment; kept with the task from then on. */
export async function resolveTask(deps: ResolveTaskDeps, need: TaskNeed, now: string): Promise<TaskAnswer> {
  const [assigned, form, dueAt] = await Promise.all([resolveAssignment(deps, need), formVersion(deps, need), dueOf(deps, need, now)])
  const incident = assigned.incident ?? (need.form && form === undefined ? `form ${need.form.key} is not there` : null)
  return { ...assigned, formVersionId: form ?? null, dueAt, incident }
}

async function formVersion({ forms }: ResolveTaskDeps, { form, caseOf }: TaskNeed): Promise<string | undefined> {
  return form ? (await forms().resolve(form.key, caseOf.tenant, form.version))?.id : undefined
}

async function dueOf({ calendars }: ResolveTaskDeps, { due, caseOf }: TaskNeed, now: string): Promise<string | null> {
  return due === null ? null : (await calendars.forDistrict(caseOf.tenant)).resolve(due, now)
}
