import { handlerName } from '../compile/service.ts'
import type { Finding } from '../finding.ts'
import { child, children, extensions, isFlow, property, text, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

const taskEvents = ['create', 'assignment', 'complete', 'update', 'delete', 'timeout']

/** A listener says when, and one thing to do. */
export const listeners: Rule = (context) =>
  [context.process, ...context.nodes, ...context.flows].flatMap((element) => [
    ...extensions(element, 'camunda:ExecutionListener').flatMap((listener) => [
      ...checkEvent(element, listener, isFlow(element) ? ['take'] : ['start', 'end']),
      ...checkWork(element, listener, context),
    ]),
    ...extensions(element, 'camunda:TaskListener').flatMap((listener) => [
      ...checkEvent(element, listener, taskEvents),
      ...checkTimeout(element, listener),
      ...checkWork(element, listener, context),
    ]),
  ])

function checkEvent(element: ModelElement, listener: ModelElement, events: string[]): Finding[] {
  const event = text(listener, 'event')
  if (event === undefined && isFlow(element)) return []
  if (event === undefined) return [refuse(element, 'listener', '监听器没有指明事件', 'The listener does not say for which event it is')]
  return events.includes(event)
    ? []
    : [
        refuse(
          element,
          'listener',
          `监听器的事件须是 ${events.join('、')},而不是 ${event}`,
          `The event of the listener must be ${events.join(', ')}, not ${event}`,
        ),
      ]
}

function checkTimeout(element: ModelElement, listener: ModelElement): Finding[] {
  const isTimeout = text(listener, 'event') === 'timeout'
  const timers = children(listener, 'eventDefinitions').length
  if (isTimeout && (timers !== 1 || property(listener, 'id') === undefined))
    return [refuse(element, 'listener', '超时监听器须有 id 和一个定时器', 'A timeout listener needs an id and one timer')]
  return !isTimeout && timers > 0 ? [refuse(element, 'listener', '只有超时监听器才能有定时器', 'Only a timeout listener can have a timer')] : []
}

function checkWork(element: ModelElement, listener: ModelElement, { can }: LintContext): Finding[] {
  const given = ['class', 'delegateExpression', 'expression'].filter((name) => text(listener, name) !== undefined)
  if (given.length + (child(listener, 'script') ? 1 : 0) !== 1)
    return [refuse(element, 'listener', '监听器须且只须有一个处理器、表达式或脚本', 'A listener needs exactly one handler, expression or script')]
  const name = handlerName(listener)
  return name === undefined || can.handlers.has(name) ? [] : [refuse(element, 'listener', `没有名为 ${name} 的处理器`, `There is no handler called ${name}`)]
}
