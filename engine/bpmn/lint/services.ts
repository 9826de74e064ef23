import { handlerName } from '../compile/service.ts'
import type { Finding } from '../finding.ts'
import { child, definitionsOf, extensions, isEvent, localType, text, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'
import { waysToWork } from './ways-to-work.ts'

/** Service-like elements name one thing to do, which is registered here: Java classes are not run. */
export const services: Rule = (context) => [
  ...context.nodes.filter((node) => serviceTypes.includes(localType(node))).flatMap((task) => check(task, task, context)),
  ...context.nodes.filter(isEvent).flatMap((event) => definitionsOf(event, 'message').flatMap((definition) => checkEvent(event, definition, context))),
]

const serviceTypes = ['serviceTask', 'sendTask', 'businessRuleTask']

function checkEvent(event: ModelElement, definition: ModelElement, context: LintContext): Finding[] {
  const given = waysToWork(definition)
  if (isThrowing(event)) return given.length > 0 ? check(event, definition, context) : []
  return given.map((name) => refuse(event, 'handler', `捕获消息的事件不执行 ${name}`, `An event that catches a message does not execute ${name}`))
}

/** `holder` carries the settings: the task itself, or the message definition of an event. */
function check(element: ModelElement, holder: ModelElement, context: LintContext): Finding[] {
  const given = waysToWork(holder)
  const sends = localType(element) === 'sendTask' && child(element, 'messageRef') !== undefined
  if (given.length > 1 || (given.length === 0 && !sends))
    return [
      refuse(
        element,
        'handler',
        '须且只须指定一个处理器、表达式、外部任务或连接器',
        'Exactly one handler, expression, external task or connector must be given',
      ),
    ]
  return [...checkExternal(element, holder), ...checkKnown(element, holder, context), ...checkResult(element, holder)]
}

function checkExternal(element: ModelElement, holder: ModelElement): Finding[] {
  const [type, topic] = [text(holder, 'camunda:type'), text(holder, 'camunda:topic')]
  const errors = extensions(holder, 'camunda:ErrorEventDefinition')
  if (type === undefined && topic !== undefined)
    return [refuse(element, 'handler', '有主题而没有 camunda:type="external"', 'There is a topic but no camunda:type="external"')]
  if (type === undefined && errors.length > 0)
    return [refuse(element, 'handler', '只有外部任务才能有错误映射', 'Only an external task can have error mappings')]
  if (type === undefined) return []
  if (type !== 'external') return [refuse(element, 'handler', `不执行的任务类型 ${type}`, `The type ${type} is not executed`)]
  if (topic === undefined) return [refuse(element, 'handler', '外部任务没有主题', 'The external task has no topic')]
  return errors
    .filter((each) => !child(each, 'errorRef') || text(each, 'expression') === undefined)
    .map(() => refuse(element, 'handler', '错误映射须有错误和表达式', 'An error mapping needs an error and an expression'))
}

function checkKnown(element: ModelElement, holder: ModelElement, { can }: LintContext): Finding[] {
  const name = handlerName(holder)
  const [connector] = extensions(holder, 'camunda:Connector')
  if (connector) {
    const known = name !== undefined && (can.connectors ?? can.handlers).has(name)
    return known ? [] : [refuse(element, 'handler', `没有名为 ${name ?? ''} 的连接器`, `There is no connector called ${name ?? ''}`)]
  }
  return name === undefined || can.handlers.has(name) ? [] : [refuse(element, 'handler', `没有名为 ${name} 的处理器`, `There is no handler called ${name}`)]
}

/** Camunda refuses it too: what should be stored is only there for an expression, a handler's own answer or a decision. */
function checkResult(element: ModelElement, holder: ModelElement): Finding[] {
  const stored = text(holder, 'camunda:resultVariable')
  return stored !== undefined && text(holder, 'camunda:type') !== undefined
    ? [refuse(element, 'handler', '外部任务没有结果变量', 'An external task has no result variable')]
    : []
}
