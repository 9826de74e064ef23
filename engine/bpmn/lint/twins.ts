import type { Finding } from '../finding.ts'
import { child, children, definitionsOf, eventDefinitions, isEventSubProcess, localType, text, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/**
 * Of two events that wait in one place for the same message, error or escalation, nobody could say which one it is for: at one activity, among the
 * event sub-processes of one scope, and among the start events of a process. Signals reach everyone who waits.
 */
export const twins: Rule = (context) => [
  ...context.nodes.flatMap((host) => repeated(context.boundary(host))),
  ...context.scopes.flatMap((scope) => repeated(eventSubProcessStarts(scope))),
  ...repeated(children(context.process, 'flowElements').filter(isStart)),
  ...context.nodes.flatMap((host) => secondOf(context, host)),
]

const isStart = (element: ModelElement) => localType(element) === 'startEvent'

const eventSubProcessStarts = (scope: ModelElement) =>
  children(scope, 'flowElements')
    .filter(isEventSubProcess)
    .flatMap((inner) => children(inner, 'flowElements').filter(isStart))

function repeated(events: ModelElement[]): Finding[] {
  const seen = new Set<string>()
  return events.flatMap((event) =>
    eventDefinitions(event)
      .flatMap(whatFor)
      .filter((name) => seen.has(name) || !seen.add(name))
      .map((name) => refuse(event, 'twins', `同一处已有事件等待 ${name}`, `Another event in the same place already waits for ${name}`)),
  )
}

/** `message "withdraw"`; an error or escalation without a code is the one that catches every other. */
function whatFor(definition: ModelElement): string[] {
  const message = child(definition, 'messageRef')
  const name = message && text(message, 'name')
  if (name !== undefined) return [`message "${name}"`]
  if (localType(definition) === 'errorEventDefinition') return [`error "${codeOf(definition, 'errorRef', 'errorCode')}"`]
  if (localType(definition) === 'escalationEventDefinition') return [`escalation "${codeOf(definition, 'escalationRef', 'escalationCode')}"`]
  return []
}

function codeOf(definition: ModelElement, reference: string, attribute: string): string {
  const target = child(definition, reference)
  return (target && text(target, attribute)) ?? ''
}

/** Compensation and cancel have one answer per activity. */
function secondOf({ boundary }: LintContext, host: ModelElement): Finding[] {
  return ['compensate', 'cancel'].flatMap((trigger) =>
    boundary(host)
      .filter((event) => definitionsOf(event, trigger).length > 0)
      .slice(1)
      .map((event) => refuse(event, 'twins', `同一活动上只能有一个 ${trigger} 边界事件`, `An activity can have only one ${trigger} boundary event`)),
  )
}
