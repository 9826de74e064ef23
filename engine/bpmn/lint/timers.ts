import { isDuration, isRepetition, parseInstant } from '../timer.ts'
import { error, type Finding } from '../finding.ts'
import { child, eventDefinitions, idOf, text, triggerOf, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

const parts = ['timeDate', 'timeDuration', 'timeCycle'] as const

/** Exactly one of date, duration and cycle; a literal value must be a valid ISO 8601 one. */
export const timers: Rule = ({ nodes }) => nodes.filter((node) => triggerOf(node) === 'timer' && node.$type.endsWith('Event')).flatMap(check)

function check(event: ModelElement): Finding[] {
  const [definition] = eventDefinitions(event)
  const given = parts.filter((part) => definition && child(definition, part) !== undefined)
  const [part] = given
  if (!definition || !part || given.length > 1)
    return [error(idOf(event), 'timer', '定时器须且只须有日期、时长、周期之一', 'A timer needs exactly one of date, duration and cycle')]
  const value = text(child(definition, part) ?? definition, 'body')?.trim() ?? ''
  return valid(part, value) ? [] : [error(idOf(event), 'timer', `定时器的值无法识别:${value}`, `The value of the timer is not valid: ${value}`)]
}

function valid(part: (typeof parts)[number], value: string): boolean {
  if (value === '') return false
  if (/[$#]\{/.test(value)) return true
  if (part === 'timeDuration') return isDuration(value)
  if (part === 'timeCycle') return isRepetition(value)
  return parseInstant(value) !== undefined
}
