import type { FormInput, FormResult } from '../../engine/module.ts'
import { sentence } from '../locales/validation.ts'
import { applyRules } from './apply-rules.ts'
import { checkFiles, type FilesOf } from './check-files.ts'
import { compileForm } from './compile.ts'
import { checkCalculated } from './calculated.ts'
import { runCore } from './core.ts'
import type { Issue } from './issue.ts'
import { brokenLimit } from './limits.ts'
import { shapeSubmission } from './shape.ts'
import { isWithin, unsetPath } from './paths.ts'
import { placesOf } from './walk-values.ts'

/**
 * Checks one submission as this task allows it and gives back what may be stored. All problems come at once, each with its path.
 * Order: limits, shape (types, permissions, unknown keys), conditions and standard rules (@formio/core), named rules, files.
 * The server repeats everything a browser did and trusts nothing of it.
 * @example const result = await processForm(input, { filesOf: engine.files.filesOf })
 */
export async function processForm(input: FormInput, { filesOf }: { filesOf: FilesOf }): Promise<FormResult> {
  const limit = brokenLimit(input.data)
  if (limit) return refusal([{ path: '', key: limit === 'depth' ? 'tooDeep' : 'tooLarge', label: '' }], input)
  const form = compileForm(input.form.definition)
  const shaped = shapeSubmission(form.fields, input)
  const core = runCore(form.core, shaped.data)
  const isHidden = (path: string) => [...core.hidden].some((hidden) => isWithin(path, hidden)) || core.cleared.some((cleared) => isWithin(path, cleared))
  const isLocked = (path: string) => [...shaped.locked].some((locked) => isWithin(path, locked))

  const skip = (path: string) => isHidden(path) || isLocked(path)
  const found = shaped.issues.filter(({ path }) => !isHidden(path))
  const standard = core.issues.filter(({ path }) => !skip(path))
  const places = placesOf(form.fields, shaped.data)
  const named = applyRules(form.byPath, places, { data: shaped.data, context: input.context, today: input.today, skip })
  for (const path of shaped.restored) unsetPath(shaped.data, path)
  const visible = placesOf(form.fields, shaped.data)
  const files = await checkFiles({ places: visible, prior: input.prior, actor: input.actor, isLocked, filesOf })

  const issues = firstPerPath([...found, ...standard, ...checkCalculated(visible), ...named, ...files.issues])
  if (issues.length > 0) return refusal(issues, input)
  // A value in a hidden section goes, whether it was of the right type or not.
  const unfit = shaped.issues.map(({ path }) => path).filter(isHidden)
  const dropped = new Set([...shaped.dropped, ...core.cleared.filter((path) => !shaped.restored.includes(path)), ...unfit])
  return { ok: true, data: shaped.data, fileIds: files.fileIds, dropped: [...dropped] }
}

/** One sentence per field: that a title is no text makes it also "required" to core. */
function firstPerPath(issues: Issue[]): Issue[] {
  const seen = new Set<string>()
  return issues.filter(({ path }) => !seen.has(path) && seen.add(path))
}

function refusal(issues: Issue[], { language }: FormInput): FormResult {
  const errors = issues.map(({ path, key, label, data, custom }) => ({ path, message: custom ?? sentence(language, key, { field: label, ...data }) }))
  return { ok: false, errors }
}
