import type { FormsPort, ModuleRow } from '../../engine/module.ts'
import { differenceOf } from './json-patch.ts'

export const submissionTable = 'form_submission'

/**
 * The evidence: what was filled in, by whom, on which version of the form. Never changed; the patch tells what is new against the
 * submission of the same form before, and is a whole replacement when there was none.
 */
export function submissionRow({ id, form, instanceId, taskId, data, previous, actor, now, district }: Parameters<FormsPort['submissionRow']>[0]): ModuleRow[] {
  const patch = Object.keys(previous).length === 0 ? [{ op: 'replace', path: '', value: data }] : differenceOf(previous, data)
  const row = {
    id,
    formVersionId: form.id,
    formKey: form.key,
    instanceId,
    taskId,
    district,
    data: JSON.stringify(data),
    patch: JSON.stringify(patch),
    byUser: actor.userId,
    at: now,
  }
  return [{ table: submissionTable, op: 'insert', row }]
}
