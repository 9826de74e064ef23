import { error, warning, type Finding } from '../finding.ts'
import { idOf, text, type ModelElement } from '../model.ts'
import { isDuration, parseInstant } from '../timer.ts'
import type { Capabilities, Rule } from './rule.ts'

/** Grammar of cz:assign (approvals.md): who gets a task is configuration, so a slip must be found before the first case. */
const assignRule = /^(role:[\w-]+@(case\.\w+|initiator\.unit|unit:[\w-]+)|field:[\w.]+|initiator|user:[\w.@-]+)$/
const dueRule = /^(\d{1,3}(wd|d)|field:[\w.]+)$/
const assignees = ['cz:assign', 'camunda:assignee', 'camunda:candidateUsers', 'camunda:candidateGroups']

export const assignments: Rule = ({ nodes, can }) => [
  ...nodes
    .filter((node) => node.$type === 'bpmn:UserTask')
    .flatMap((task) => [
      ...checkAnyone(task),
      ...checkRules(task, 'cz:assign', can),
      ...checkEmpty(task),
      ...checkDue(task),
      ...checkDates(task),
      ...checkPriority(task),
    ]),
  ...nodes.flatMap((node) => checkRules(node, 'cz:who', can)),
]

function checkAnyone(task: ModelElement): Finding[] {
  return assignees.some((name) => text(task, name) !== undefined) ? [] : [warning(idOf(task), 'assign', '没有指定办理人', 'Nobody is assigned to the task')]
}

function checkRules(element: ModelElement, name: string, { roles }: Capabilities): Finding[] {
  const rules = (text(element, name) ?? '')
    .split(';')
    .map((rule) => rule.trim())
    .filter(Boolean)
  return rules.flatMap((rule) => {
    if (!assignRule.test(rule)) return [error(idOf(element), 'assign', `办理人规则无法识别:${rule}`, `The assignment rule is not valid: ${rule}`)]
    const role = /^role:([\w-]+)@/.exec(rule)?.[1]
    return role === undefined || !roles || roles.has(role) ? [] : [error(idOf(element), 'assign', `没有角色 ${role}`, `There is no role ${role}`)]
  })
}

function checkEmpty(task: ModelElement): Finding[] {
  const rule = text(task, 'cz:onEmpty') ?? 'parentUnit'
  return rule === 'parentUnit' || rule === 'incident'
    ? []
    : [error(idOf(task), 'assign', `无人办理时的规则尚不支持:${rule}`, `This rule for an empty assignment is not executed yet: ${rule}`)]
}

function checkDue(task: ModelElement): Finding[] {
  const due = text(task, 'cz:due')
  return due === undefined || dueRule.test(due) || isDuration(due)
    ? []
    : [error(idOf(task), 'due', `办理时限无法识别:${due}`, `The time limit is not valid: ${due}`)]
}

function checkDates(task: ModelElement): Finding[] {
  const given = ['camunda:dueDate', 'camunda:followUpDate'].flatMap((name) => text(task, name)?.trim() ?? [])
  const wrong = given.filter((date) => !isExpression(date) && parseInstant(date) === undefined && !isDuration(date))
  return wrong.map((date) => error(idOf(task), 'due', `日期无法识别:${date}`, `The date is not valid: ${date}`))
}

function checkPriority(task: ModelElement): Finding[] {
  const priority = text(task, 'camunda:priority')?.trim()
  return priority === undefined || isExpression(priority) || /^-?\d{1,9}$/.test(priority)
    ? []
    : [error(idOf(task), 'priority', `优先级须是整数:${priority}`, `The priority must be a whole number: ${priority}`)]
}

const isExpression = (value: string) => /^=|[$#]\{/.test(value)
