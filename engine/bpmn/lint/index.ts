import type { Finding } from '../finding.ts'
import type { ModelElement } from '../model.ts'
import { assignments } from './assignments.ts'
import { boundaryEvents } from './boundary-events.ts'
import { conditions } from './conditions.ts'
import { gateways } from './gateways.ts'
import { handlers } from './handlers.ts'
import { forms } from './forms.ts'
import { ids } from './ids.ts'
import { messages } from './messages.ts'
import { lintContext, type Capabilities, type Rule } from './rule.ts'
import { sequenceFlows } from './sequence-flows.ts'
import { size } from './size.ts'
import { startAndEnd } from './start-and-end.ts'
import { supportedAttributes } from './supported-attributes.ts'
import { supportedElements } from './supported-elements.ts'
import { timers } from './timers.ts'

/** The table of contents of what deployment refuses. */
const rules: Rule[] = [
  size,
  ids,
  supportedElements,
  supportedAttributes,
  sequenceFlows,
  startAndEnd,
  boundaryEvents,
  gateways,
  conditions,
  timers,
  messages,
  handlers,
  forms,
  assignments,
]

/** All findings of all rules at once, in document order of the rules. */
export function lintProcess(process: ModelElement, can: Capabilities): Finding[] {
  const context = lintContext(process, can)
  return rules.flatMap((rule) => rule(context))
}
