import type { Finding } from '../finding.ts'
import type { ModelElement } from '../model.ts'
import { assignments } from './assignments.ts'
import { boundaryEvents } from './boundary-events.ts'
import { conditions } from './conditions.ts'
import { defaultFlows } from './default-flows.ts'
import { fields } from './fields.ts'
import { gateways } from './gateways.ts'
import { handlers } from './handlers.ts'
import { forms } from './forms.ts'
import { ids } from './ids.ts'
import { mappings } from './mappings.ts'
import { messages } from './messages.ts'
import { reachable } from './reachable.ts'
import { retries } from './retries.ts'
import { lintContext, type Capabilities, type Rule } from './rule.ts'
import { sequenceFlows } from './sequence-flows.ts'
import { size } from './size.ts'
import { startAndEnd } from './start-and-end.ts'
import { supportedAttributes } from './supported-attributes.ts'
import { supportedElements } from './supported-elements.ts'
import { timers } from './timers.ts'

/** The table of contents of what deployment refuses. */
const rules: Rule[] = [
  ids,
  supportedElements,
  supportedAttributes,
  sequenceFlows,
  startAndEnd,
  reachable,
  boundaryEvents,
  gateways,
  defaultFlows,
  conditions,
  timers,
  messages,
  handlers,
  mappings,
  retries,
  forms,
  fields,
  assignments,
]

/** All findings of all rules at once, in the order of the rules; of a model that is too large only that. */
export function lintProcess(process: ModelElement, can: Capabilities): Finding[] {
  const context = lintContext(process, can)
  const tooLarge = size(context)
  return tooLarge.length > 0 ? tooLarge : rules.flatMap((rule) => rule(context))
}
