import { calculateProcessInfo, clearHiddenProcessInfo, conditionProcessInfo, postValidateProcessInfo, processSync } from '@formio/core/process'
import { Evaluator } from '@formio/core/utils'
import { isRecord, recordOf, textOf } from '../component.ts'
import type { CoreForm } from './core-components.ts'
import type { Issue } from './issue.ts'
import { coreMessageKey } from './core-messages.ts'

// Core compiles author text with new Function unless told not to. Nothing we hand it holds such text; this is the second lock.
Evaluator.noeval = true

/** Conditions may depend on values that other conditions clear; more rounds than this is a circle. */
const mostRounds = 10

type Scope = { errors?: unknown[]; calculated?: unknown[]; clearHidden?: Record<string, boolean> }
type Step = Pick<typeof conditionProcessInfo, 'name' | 'shouldProcess'> & { processSync?(context: never): void; postProcessSync?(context: never): void }
type NoteContext = { component: { scope?: { conditionallyHidden?: boolean } }; path: string }

export type CoreResult = { issues: Issue[]; hidden: Set<string>; cleared: string[] }

/**
 * Conditions, calculations and the standard rules as the browser knows them. `data` is changed in place: what a condition hides
 * is taken out, until nothing more disappears.
 */
export function runCore(form: CoreForm, data: Record<string, unknown>): CoreResult {
  const cleared = new Set<string>()
  let computed = ''
  for (let round = 1; ; round += 1) {
    const hidden = new Set<string>()
    const scope = runSteps(form, data, [calculateProcessInfo, conditionProcessInfo, clearHiddenProcessInfo, noteHidden(hidden), postValidateProcessInfo])
    const before = { cleared: cleared.size, computed }
    for (const path of Object.keys(scope.clearHidden ?? {})) cleared.add(path)
    computed = scope.calculated ? JSON.stringify(scope.calculated) : ''
    // What was seen before something disappeared or was computed may be out of date; most submissions need one round.
    const isSettled = cleared.size === before.cleared && computed === before.computed
    if (isSettled || round === mostRounds) return { issues: (scope.errors ?? []).flatMap(issueOf), hidden, cleared: [...cleared] }
  }
}

/** Runs after clearHidden, which tells each child of a hidden layout that it is hidden too. */
function noteHidden(hidden: Set<string>): Step {
  return {
    name: 'noteHidden',
    shouldProcess: () => true,
    processSync: ({ component, path }: NoteContext) => void (component.scope?.conditionallyHidden && hidden.add(path)),
  }
}

function runSteps(form: CoreForm, data: Record<string, unknown>, processors: unknown[]): Scope {
  const scope: Scope = {}
  // Core's context type lists every processor's own scope; ours is the common part.
  const context = { form, submission: { data }, components: form.components, data, scope, processors, row: data, path: '', component: {}, config: {} }
  processSync(context as unknown as Parameters<typeof processSync>[0])
  return scope
}

function issueOf(error: unknown): Issue[] {
  if (!isRecord(error)) return []
  const context = recordOf(error.context)
  const component = recordOf(context.component)
  const keyOrText = textOf(error.errorKeyOrMessage)
  const key = coreMessageKey(keyOrText)
  const data: Record<string, string | number> = {}
  for (const name of ['length', 'min', 'max']) {
    const value = context[name]
    if (typeof value === 'string' || typeof value === 'number') data[name] = value
  }
  const issue: Issue = { path: textOf(context.path), key: key ?? 'rule', label: textOf(component.label) || textOf(component.key), data }
  // Not one of core's keys: the author's own sentence, from validate.customMessage or a JSONLogic rule.
  return [key === undefined && keyOrText !== '' && keyOrText !== 'jsonLogic' ? { ...issue, custom: keyOrText } : issue]
}
