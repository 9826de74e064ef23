import { isSingleExpression } from '../expressions/juel.ts'
import { error, type Finding } from '../finding.ts'
import { child, idOf, isActivity, text, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A condition stands where it is looked at, and says its language: a bare text would always be true and never meant so. */
export const conditions: Rule = (context) =>
  context.flows.filter((flow) => child(flow, 'conditionExpression') !== undefined).flatMap((flow) => [...checkPlace(flow, context), ...checkText(flow)])

/** Conditions belong to flows out of gateways, and out of activities that have another flow too (BPMN 2.0, 8.3.13). */
function checkPlace(flow: ModelElement, { outgoing }: LintContext): Finding[] {
  const source = child(flow, 'sourceRef')
  if (!source || source.$type.endsWith('Gateway')) return []
  if (!isActivity(source)) return [error(idOf(flow), 'condition', '事件之后的连线不能带条件', 'A flow out of an event may not have a condition')]
  return outgoing(source).length === 1
    ? [error(idOf(flow), 'condition', '活动只有一条后续连线时不能带条件', 'The only flow out of an activity may not have a condition')]
    : []
}

function checkText(flow: ModelElement): Finding[] {
  const condition = child(flow, 'conditionExpression')
  if (!condition) return []
  const language = text(condition, 'language')
  if (language !== undefined && !/juel/i.test(language))
    return [error(idOf(flow), 'condition', `尚不支持的条件语言 ${language}`, `The language ${language} is not executed`)]
  if (text(condition, 'camunda:resource') !== undefined)
    return [error(idOf(flow), 'condition', '条件不能引用外部资源', 'A condition may not refer to a resource')]
  return checkBody(flow, text(condition, 'body')?.trim() ?? '')
}

function checkBody(flow: ModelElement, body: string): Finding[] {
  if (body === '') return [error(idOf(flow), 'condition', '条件为空', 'The condition is empty')]
  return body.startsWith('=') || isSingleExpression(body) ? [] : [error(idOf(flow), 'condition', '条件须写成 ${…}', 'A condition must be written as ${…}')]
}
