import { error, type Finding } from '../finding.ts'
import { readRetryCycle } from '../compile/jobs.ts'
import { extensions, idOf, type ModelElement } from '../model.ts'
import { isDuration, isRepetition } from '../timer.ts'
import type { Rule } from './rule.ts'

/** `R3/PT10M`, or the delays one by one: `PT5S,PT1M,PT10M`. What can not be read would be found at the first failure, at night. */
export const retries: Rule = ({ nodes }) => nodes.filter((node) => extensions(node, 'camunda:FailedJobRetryTimeCycle').length > 0).flatMap(check)

function check(node: ModelElement): Finding[] {
  const cycle = readRetryCycle(node)?.trim() ?? ''
  const isValid = isRepetition(cycle) || cycle.split(',').every((delay) => isDuration(delay.trim()))
  return isValid ? [] : [error(idOf(node), 'retry', `重试周期无法识别:${cycle}`, `The retry cycle is not valid: ${cycle}`)]
}
