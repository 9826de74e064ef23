import { readRetryCycle } from '../compile/jobs.ts'
import type { Finding } from '../finding.ts'
import { child, eventDefinitions, extensions, isEvent, text, type ModelElement } from '../model.ts'
import { isDuration, isRepetition } from '../timer.ts'
import { refuse, type Rule } from './rule.ts'

/** How jobs are repeated and which go first. What can not be read would be found at the first failure, at night. */
export const jobs: Rule = ({ process, nodes }) =>
  [process, ...nodes].flatMap((element) => [
    ...partsWithJobs(element).flatMap((part) => checkCycle(element, part)),
    ...['camunda:jobPriority', 'camunda:taskPriority'].flatMap((name) => partsWithJobs(element).flatMap((part) => checkPriority(element, part, name))),
    ...checkTimeToLive(element),
  ])

function partsWithJobs(element: ModelElement): ModelElement[] {
  return [element, ...[child(element, 'loopCharacteristics')].flatMap((loop) => loop ?? []), ...(isEvent(element) ? eventDefinitions(element) : [])]
}

/** `R3/PT10M`, or the delays one by one: `PT5S,PT1M,PT10M`. */
function checkCycle(element: ModelElement, part: ModelElement): Finding[] {
  if (extensions(part, 'camunda:FailedJobRetryTimeCycle').length === 0) return []
  const cycle = readRetryCycle(part)?.trim() ?? ''
  const isValid = isRepetition(cycle) || cycle.split(',').every((delay) => isDuration(delay.trim()))
  return isValid ? [] : [refuse(element, 'retry', `重试周期无法识别:${cycle}`, `The retry cycle is not valid: ${cycle}`)]
}

function checkPriority(element: ModelElement, part: ModelElement, name: string): Finding[] {
  const priority = text(part, name)?.trim()
  return priority === undefined || /^=|[$#]\{/.test(priority) || /^-?\d{1,15}$/.test(priority)
    ? []
    : [refuse(element, 'priority', `优先级须是整数:${priority}`, `The priority must be a whole number: ${priority}`)]
}

/** Days as a number, or an ISO period of them. */
function checkTimeToLive(process: ModelElement): Finding[] {
  const days = text(process, 'camunda:historyTimeToLive')?.trim()
  return days === undefined || /^(\d{1,6}|P\d{1,6}D)$/.test(days) || /[$#]\{/.test(days)
    ? []
    : [refuse(process, 'history', `历史保留时间无法识别:${days}`, `The history time to live is not valid: ${days}`)]
}
