import { error, type Finding } from '../finding.ts'
import { idOf, text, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** Grammar of cz:assign (approvals.md): who gets a task is configuration, so a slip must be found before the first case. */
const assignRule = /^(role:[\w-]+@(case\.\w+|initiator\.unit|unit:[\w-]+)|field:[\w.]+|initiator|user:[\w.@-]+)$/
const dueRule = /^(\d{1,3}(wd|d)|P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?|field:[\w.]+)$/

export const assignments: Rule = ({ nodes }) =>
  nodes.filter((node) => node.$type === 'bpmn:UserTask').flatMap((task) => [...checkAssign(task), ...checkEmpty(task), ...checkDue(task)])

function checkAssign(task: ModelElement): Finding[] {
  const rules = (text(task, 'cz:assign') ?? '')
    .split(';')
    .map((rule) => rule.trim())
    .filter(Boolean)
  return rules
    .filter((rule) => !assignRule.test(rule))
    .map((rule) => error(idOf(task), 'assign', `办理人规则无法识别:${rule}`, `The assignment rule is not valid: ${rule}`))
}

function checkEmpty(task: ModelElement): Finding[] {
  const rule = text(task, 'cz:onEmpty') ?? 'parentUnit'
  return rule === 'parentUnit' || rule === 'incident'
    ? []
    : [error(idOf(task), 'assign', `无人办理时的规则尚不支持:${rule}`, `This rule for an empty assignment is not executed yet: ${rule}`)]
}

function checkDue(task: ModelElement): Finding[] {
  const due = text(task, 'cz:due')
  return due === undefined || dueRule.test(due) ? [] : [error(idOf(task), 'due', `办理时限无法识别:${due}`, `The time limit is not valid: ${due}`)]
}
