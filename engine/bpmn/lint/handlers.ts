import { handlerName } from '../compile/service.ts'
import { error, type Finding } from '../finding.ts'
import { idOf, text, type ModelElement } from '../model.ts'
import type { LintContext, Rule } from './rule.ts'

/** A service task names one thing to do, and a handler that is registered here: Java classes are not run. */
export const handlers: Rule = (context) => context.nodes.filter((node) => node.$type === 'bpmn:ServiceTask').flatMap((task) => check(task, context))

function check(task: ModelElement, { can }: LintContext): Finding[] {
  const given = ['camunda:delegateExpression', 'camunda:class', 'camunda:expression'].filter((name) => text(task, name) !== undefined)
  if (given.length !== 1)
    return [error(idOf(task), 'handler', '服务任务须且只须指定一个处理器或表达式', 'A service task needs exactly one handler or expression')]
  const name = handlerName(task)
  if (name === undefined || can.handlers.has(name)) return []
  return [error(idOf(task), 'handler', `没有名为 ${name} 的处理器`, `There is no handler called ${name}`)]
}
