import type { Finding } from '../finding.ts'
import { child, children, eventDefinitions, text, triggerOfDefinition, type ModelElement } from '../model.ts'
import { checkCondition, checkLanguage } from './formal.ts'
import { refuse, type LintContext } from './rule.ts'

/** How many instances, which item each gets, and what is thrown when they complete (BPMN 2.0, 10.3.8, table of multi-instance loops). */
export function checkMultiInstance(activity: ModelElement, loop: ModelElement, { root }: LintContext): Finding[] {
  const completion = child(loop, 'completionCondition')
  return [
    ...checkCount(activity, loop),
    ...checkItems(activity, loop),
    ...checkBehavior(activity, loop),
    ...children(loop, 'complexBehaviorDefinition').flatMap((definition) => checkComplex(activity, definition, root)),
    ...(completion ? checkCondition(activity, completion, { rule: 'multi-instance', root }) : []),
    ...(text(activity, 'cz:mode') ? [say(activity, '多实例与审批方式不能同时使用', 'Multiple instances and an approval mode can not be used together')] : []),
  ]
}

const say = (activity: ModelElement, zh: string, en: string) => refuse(activity, 'multi-instance', zh, en)

function checkCount(activity: ModelElement, loop: ModelElement): Finding[] {
  const cardinality = child(loop, 'loopCardinality')
  const collections = [text(loop, 'camunda:collection'), child(loop, 'loopDataInputRef')].filter((each) => each !== undefined)
  if (!cardinality && collections.length === 0)
    return [say(activity, '多实例既没有数量也没有集合', 'The multi-instance has neither a cardinality nor a collection')]
  if (cardinality && collections.length > 0)
    return [say(activity, '多实例不能同时有数量和集合', 'The multi-instance can not have both a cardinality and a collection')]
  return cardinality ? checkCardinality(activity, cardinality) : []
}

function checkCardinality(activity: ModelElement, cardinality: ModelElement): Finding[] {
  const body = text(cardinality, 'body')?.trim() ?? ''
  const misread = checkLanguage(activity, cardinality, 'multi-instance')
  if (misread.length > 0 || /^=|[$#]\{/.test(body) || /^\d{1,9}$/.test(body)) return misread
  return text(cardinality, 'language') !== undefined && body !== ''
    ? []
    : [say(activity, `多实例的数量须是整数或表达式:${body}`, `The cardinality must be a whole number or an expression: ${body}`)]
}

/** An item without a collection it comes from, or a result without one it goes to, would never be filled. */
function checkItems(activity: ModelElement, loop: ModelElement): Finding[] {
  const findings: Finding[] = []
  const hasCollection = text(loop, 'camunda:collection') !== undefined || child(loop, 'loopDataInputRef') !== undefined
  const hasItem = text(loop, 'camunda:elementVariable') !== undefined || child(loop, 'inputDataItem') !== undefined
  if (hasItem && !hasCollection) findings.push(say(activity, '多实例有元素变量而没有集合', 'The multi-instance has an element variable but no collection'))
  const [output, item] = [child(loop, 'loopDataOutputRef'), child(loop, 'outputDataItem')]
  if ((output === undefined) !== (item === undefined))
    findings.push(say(activity, '多实例的输出集合与输出项须同时给出', 'The multi-instance needs both an output collection and an output item'))
  return findings
}

const eventOf: Record<string, string> = { One: 'oneBehaviorEventRef', None: 'noneBehaviorEventRef' }

function checkBehavior(activity: ModelElement, loop: ModelElement): Finding[] {
  const behavior = text(loop, 'behavior') ?? 'All'
  const definitions = children(loop, 'complexBehaviorDefinition')
  const needed = eventOf[behavior]
  if (needed !== undefined && !child(loop, needed)) return [say(activity, `行为 ${behavior} 须指明事件 ${needed}`, `The behavior ${behavior} needs ${needed}`)]
  if (behavior === 'Complex' && definitions.length === 0)
    return [say(activity, '行为 Complex 须有复杂行为定义', 'The behavior Complex needs complex behavior definitions')]
  if (behavior !== 'Complex' && definitions.length > 0)
    return [say(activity, '复杂行为定义须与行为 Complex 同用', 'Complex behavior definitions need the behavior Complex')]
  const thrown = Object.values(eventOf).flatMap((name) => child(loop, name) ?? [])
  return thrown.flatMap((definition) => checkThrown(activity, definition))
}

const throwable = ['signal', 'message', 'escalation', 'error']

/** An implicit throw event throws, and nothing else: it can not wait for a time or a condition. */
function checkThrown(activity: ModelElement, definition: ModelElement): Finding[] {
  const trigger = triggerOfDefinition(definition)
  return throwable.includes(trigger) ? [] : [say(activity, `多实例不能抛出 ${trigger} 事件`, `A multi-instance can not throw a ${trigger} event`)]
}

function checkComplex(activity: ModelElement, definition: ModelElement, root: ModelElement | undefined): Finding[] {
  const condition = child(definition, 'condition')
  const event = child(definition, 'event')
  const thrown = event ? eventDefinitions(event) : []
  const missing = thrown.length === 0 ? [say(activity, '复杂行为定义没有事件', 'The complex behavior definition has no event')] : []
  return [
    ...(condition ? checkCondition(activity, condition, { rule: 'multi-instance', root }) : []),
    ...missing,
    ...thrown.flatMap((each) => checkThrown(activity, each)),
  ]
}
