import { ExpressionError } from '../expressions/expression.ts'
import { parseExpression } from '../expressions/parse-expression.ts'
import { error, type Finding } from '../finding.ts'
import { child, eventDefinitions, idOf, text, triggerOf, type ModelElement } from '../model.ts'
import { isDuration, isRepetition, parseInstant } from '../timer.ts'
import type { Rule } from './rule.ts'

const parts = ['timeDate', 'timeDuration', 'timeCycle'] as const
type Part = (typeof parts)[number]

/** Exactly one of date, duration and cycle; a literal value must be a valid ISO 8601 one. */
export const timers: Rule = ({ nodes }) => nodes.filter((node) => triggerOf(node) === 'timer' && node.$type.endsWith('Event')).flatMap(check)

function check(event: ModelElement): Finding[] {
  const [definition] = eventDefinitions(event)
  const given = parts.filter((part) => definition && child(definition, part) !== undefined)
  const [part] = given
  if (!definition || !part || given.length > 1)
    return [error(idOf(event), 'timer', '定时器须且只须有日期、时长、周期之一', 'A timer needs exactly one of date, duration and cycle')]
  const value = text(child(definition, part) ?? definition, 'body')?.trim() ?? ''
  if (/[$#]\{/.test(value)) return event.$type === 'bpmn:StartEvent' ? checkStart(event, value) : []
  return isValid[part](value) ? [] : [error(idOf(event), 'timer', `定时器的值无法识别:${value}`, `The value of the timer is not valid: ${value}`)]
}

const isValid: Record<Part, (value: string) => boolean> = {
  timeDate: (value) => parseInstant(value) !== undefined,
  timeDuration: isDuration,
  timeCycle: isRepetition,
}

/** Before an instance begins there are no variables, so an expression over them could only fail at night. */
function checkStart(event: ModelElement, value: string): Finding[] {
  const reads = namesIn(value)
  return reads.length === 0
    ? []
    : [error(idOf(event), 'timer', `开始定时器不能读取变量:${reads.join('、')}`, `A start timer can not read variables: ${reads.join(', ')}`)]
}

/** An expression that can not be parsed is reported where it is compiled. */
function namesIn(value: string): string[] {
  try {
    return parseExpression(value).reads
  } catch (cause) {
    if (cause instanceof ExpressionError) return []
    throw cause
  }
}
