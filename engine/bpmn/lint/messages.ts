import { error, type Finding } from '../finding.ts'
import { child, eventDefinitions, idOf, text, triggerOf, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** A message event names its message; without a name nothing could ever correlate. */
export const messages: Rule = ({ nodes }) => nodes.filter((node) => triggerOf(node) === 'message' && node.$type.endsWith('Event')).flatMap(check)

function check(event: ModelElement): Finding[] {
  const [definition] = eventDefinitions(event)
  const message = definition ? child(definition, 'messageRef') : undefined
  return message && text(message, 'name') ? [] : [error(idOf(event), 'message', '消息事件没有指明消息名称', 'The message event names no message')]
}
