import type { Finding } from '../finding.ts'
import { children, isA, type ModelElement } from '../model.ts'
import { adHoc } from './ad-hoc.ts'
import { assignments } from './assignments.ts'
import { boundaryEvents } from './boundary-events.ts'
import { callActivities } from './call-activities.ts'
import { collaborations } from './collaborations.ts'
import { compensation } from './compensation.ts'
import { conditionalEvents } from './conditional-events.ts'
import { conditions } from './conditions.ts'
import { data } from './data.ts'
import { decisions } from './decisions.ts'
import { defaultFlows } from './default-flows.ts'
import { errors } from './errors.ts'
import { eventGateways } from './event-gateways.ts'
import { eventSubProcesses } from './event-sub-processes.ts'
import { eventTriggers } from './event-triggers.ts'
import { fields } from './fields.ts'
import { flowLists } from './flow-lists.ts'
import { forms } from './forms.ts'
import { gateways } from './gateways.ts'
import { ids } from './ids.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { lanes } from './lanes.ts'
import { links } from './links.ts'
import { listeners } from './listeners.ts'
import { loops } from './loops.ts'
import { mappings } from './mappings.ts'
import { messages } from './messages.ts'
import { parameters } from './parameters.ts'
import { quantities } from './quantities.ts'
import { reachable } from './reachable.ts'
import { recursion } from './recursion.ts'
import { rootElements } from './root-elements.ts'
import { lintContext, type Capabilities, type FileRule, type Rule } from './rule.ts'
import { scripts } from './scripts.ts'
import { sequenceFlows } from './sequence-flows.ts'
import { services } from './services.ts'
import { signals } from './signals.ts'
import { size } from './size.ts'
import { startAndEnd } from './start-and-end.ts'
import { startNames } from './start-names.ts'
import { supportedAttributes } from './supported-attributes.ts'
import { supportedElements } from './supported-elements.ts'
import { timers } from './timers.ts'
import { transactions } from './transactions.ts'
import { twins } from './twins.ts'

/** The table of contents of what deployment refuses in a process. */
export const rules: Readonly<Record<string, Rule>> = {
  ids,
  supportedElements,
  supportedAttributes,
  sequenceFlows,
  flowLists,
  startAndEnd,
  reachable,
  eventTriggers,
  boundaryEvents,
  twins,
  timers,
  messages,
  startNames,
  signals,
  errors,
  conditionalEvents,
  links,
  compensation,
  eventSubProcesses,
  transactions,
  adHoc,
  gateways,
  eventGateways,
  defaultFlows,
  conditions,
  loops,
  quantities,
  callActivities,
  services,
  decisions,
  scripts,
  listeners,
  parameters,
  mappings,
  jobs,
  data,
  lanes,
  forms,
  fields,
  assignments,
}

/** And in the file around its processes. */
export const fileRules: Readonly<Record<string, FileRule>> = { imports, collaborations, rootElements, recursion }

/** All findings of all rules at once, in the order of the rules; of a model that is too large only that. */
export function lintProcess(process: ModelElement, can: Capabilities): Finding[] {
  const context = lintContext(process, can)
  const tooLarge = size(context)
  return tooLarge.length > 0 ? tooLarge : Object.values(rules).flatMap((rule) => rule(context))
}

/** What is wrong with a file beside its processes. A file without an executable process is only kept and shown. */
export function lintFile(root: ModelElement, executable: ModelElement[], can: Capabilities): Finding[] {
  return executable.length === 0 && !isLibrary(root) ? [] : Object.values(fileRules).flatMap((rule) => rule({ root, executable, can }))
}

/** Global tasks without a process around: made to be called from other files. */
function isLibrary(root: ModelElement): boolean {
  const elements = children(root, 'rootElements')
  return elements.some((element) => isA(element, 'bpmn:GlobalTask')) && !elements.some(({ $type }) => $type === 'bpmn:Process')
}
