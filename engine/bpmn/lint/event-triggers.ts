import type { Finding } from '../finding.ts'
import { eventDefinitions, flag, isEventSubProcess, isSubProcess, localType, property, triggerOf, triggerOfDefinition, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** Which triggers an event may have where (BPMN 2.0, table 10.93 and 10.5.2 to 10.5.5). `multiple` stands for several of the others. */
const allowed: Record<string, readonly string[]> = {
  'start of a process': ['none', 'message', 'timer', 'conditional', 'signal', 'multiple'],
  'start of an event sub-process': ['message', 'timer', 'escalation', 'conditional', 'error', 'compensate', 'signal', 'multiple'],
  'non-interrupting start of an event sub-process': ['message', 'timer', 'escalation', 'conditional', 'signal', 'multiple'],
  'intermediate catch event': ['message', 'timer', 'conditional', 'link', 'signal', 'multiple'],
  'intermediate throw event': ['none', 'message', 'escalation', 'link', 'compensate', 'signal', 'multiple'],
  'boundary event': ['message', 'timer', 'escalation', 'error', 'cancel', 'compensate', 'conditional', 'signal', 'multiple'],
  'non-interrupting boundary event': ['message', 'timer', 'escalation', 'conditional', 'signal', 'multiple'],
  'end event': ['none', 'message', 'escalation', 'error', 'cancel', 'compensate', 'signal', 'terminate', 'multiple'],
}

const inChinese: Record<string, string> = {
  'start of a process': '流程的开始事件',
  'start of an event sub-process': '事件子流程的开始事件',
  'non-interrupting start of an event sub-process': '事件子流程的非中断开始事件',
  'intermediate catch event': '中间捕获事件',
  'intermediate throw event': '中间抛出事件',
  'boundary event': '边界事件',
  'non-interrupting boundary event': '非中断边界事件',
  'end event': '结束事件',
}

/** What several triggers of one event can not be made of: they lead elsewhere, or belong to a handler. */
const alone: Record<string, readonly string[]> = { catching: ['link', 'cancel', 'compensate'], throwing: ['link'] }

export const eventTriggers: Rule = ({ nodes }) => nodes.flatMap(check)

function check(event: ModelElement): Finding[] {
  const position = positionOf(event)
  if (position === undefined) return []
  const trigger = triggerOf(event).replace('parallelMultiple', 'multiple')
  if (!allowed[position]?.includes(trigger)) return [forbidden(event, position, trigger)]
  if (trigger !== 'multiple') return []
  const direction = /throw|end event/.test(position) ? 'throwing' : 'catching'
  const parts = new Set(eventDefinitions(event).map(triggerOfDefinition))
  return [...parts].filter((part) => !allowed[position]?.includes(part) || alone[direction]?.includes(part)).map((part) => forbidden(event, position, part))
}

const forbidden = (event: ModelElement, position: string, trigger: string) =>
  trigger === 'none'
    ? refuse(event, 'trigger', `${inChinese[position]}须有触发条件`, `A ${position} needs a trigger`)
    : refuse(event, 'trigger', `${inChinese[position]}不能使用触发条件 ${trigger}`, `A ${position} can not have the trigger ${trigger}`)

/** Starts of embedded and ad-hoc sub-processes have rules of their own. */
function positionOf(event: ModelElement): string | undefined {
  const type = localType(event)
  if (type === 'startEvent') return positionOfStart(event)
  if (type === 'boundaryEvent') return property(event, 'cancelActivity') === false ? 'non-interrupting boundary event' : 'boundary event'
  return { intermediateCatchEvent: 'intermediate catch event', intermediateThrowEvent: 'intermediate throw event', endEvent: 'end event' }[type]
}

function positionOfStart(event: ModelElement): string | undefined {
  const scope = event.$parent
  if (!scope || !isSubProcess(scope)) return 'start of a process'
  if (!isEventSubProcess(scope)) return undefined
  return property(event, 'isInterrupting') === false && !flag(event, 'isInterrupting')
    ? 'non-interrupting start of an event sub-process'
    : 'start of an event sub-process'
}
