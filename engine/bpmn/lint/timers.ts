import { isCron } from '../cron.ts'
import type { Finding } from '../finding.ts'
import { child, children, definitionsOf, extensions, isEvent, isEventSubProcess, text, type ModelElement } from '../model.ts'
import { isDuration, isRepetition, parseInstant } from '../timer.ts'
import { checkLanguage, languageFor } from './formal.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'
import { variablesIn } from './variables-in.ts'

const parts = ['timeDate', 'timeDuration', 'timeCycle'] as const
type Part = (typeof parts)[number]

/** Exactly one of date, duration and cycle; a literal value must be a valid one: ISO 8601, or for cycles a cron expression. */
export const timers: Rule = (context) => [
  ...context.nodes.filter(isEvent).flatMap((event) => definitionsOf(event, 'timer').flatMap((definition) => check(event, definition, context))),
  ...context.nodes.flatMap((task) => listenerTimers(task).flatMap((definition) => check(task, definition, context))),
]

const listenerTimers = (task: ModelElement) => extensions(task, 'camunda:TaskListener').flatMap((listener) => children(listener, 'eventDefinitions'))

function check(event: ModelElement, definition: ModelElement, { root }: LintContext): Finding[] {
  const given = parts.filter((part) => child(definition, part) !== undefined)
  const [part] = given
  const expression = part && child(definition, part)
  if (!expression || given.length > 1)
    return [refuse(event, 'timer', '定时器须且只须有日期、时长、周期之一', 'A timer needs exactly one of date, duration and cycle')]
  const misread = checkLanguage(event, expression, 'timer')
  return misread.length > 0 ? misread : checkValue(event, part, { expression, root })
}

function checkValue(event: ModelElement, part: Part, { expression, root }: { expression: ModelElement; root: ModelElement | undefined }): Finding[] {
  const value = text(expression, 'body')?.trim() ?? ''
  if (/^=|[$#]\{/.test(value)) return startsProcess(event) ? checkStart(event, value) : []
  const isFeel = value !== '' && languageFor(expression, root) === 'feel'
  if (isFeel || isValid[part](value)) return []
  return [refuse(event, 'timer', `定时器的值无法识别:${value}`, `The value of the timer is not valid: ${value}`)]
}

const isValid: Record<Part, (value: string) => boolean> = {
  timeDate: (value) => parseInstant(value) !== undefined,
  timeDuration: isDuration,
  timeCycle: (value) => isRepetition(value) || isCron(value),
}

const startsProcess = (event: ModelElement) => event.$type === 'bpmn:StartEvent' && !(event.$parent && isEventSubProcess(event.$parent))

/** Before an instance begins there are no variables, so an expression over them could only fail at night. */
function checkStart(event: ModelElement, value: string): Finding[] {
  const reads = variablesIn(value)
  return reads.length === 0
    ? []
    : [refuse(event, 'timer', `开始定时器不能读取变量:${reads.join('、')}`, `A start timer can not read variables: ${reads.join(', ')}`)]
}
