import type { Finding } from '../finding.ts'
import { child, definitionsOf, isEvent, text, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'

/** What is thrown needs a code, what is caught may leave it out and catches all (BPMN 2.0, 10.5.5, tables of error and escalation events). */
export const errors: Rule = ({ nodes }) =>
  nodes
    .filter((node) => isEvent(node) && isThrowing(node))
    .flatMap((event) => [
      ...definitionsOf(event, 'error').flatMap((definition) => check(event, definition, error)),
      ...definitionsOf(event, 'escalation').flatMap((definition) => check(event, definition, escalation)),
    ])

type Words = { reference: string; code: string; rule: string; zh: string; en: string }
const error: Words = { reference: 'errorRef', code: 'errorCode', rule: 'error', zh: '错误', en: 'error' }
const escalation: Words = { reference: 'escalationRef', code: 'escalationCode', rule: 'escalation', zh: '升级', en: 'escalation' }

function check(event: ModelElement, definition: ModelElement, { reference, code, rule, zh, en }: Words): Finding[] {
  const target = child(definition, reference)
  if (target && text(target, code)?.trim()) return []
  return [refuse(event, rule, `抛出的${zh}没有代码`, `The ${en} that is thrown has no code`)]
}
