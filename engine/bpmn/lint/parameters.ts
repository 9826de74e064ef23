import type { Finding } from '../finding.ts'
import { eventDefinitions, extensions, isEvent, text, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'

/** `camunda:in` and `camunda:out`: everything, the business key, or one thing from somewhere to somewhere. */
export const parameters: Rule = ({ nodes }) =>
  nodes.flatMap((node) =>
    [node, ...(isEvent(node) ? eventDefinitions(node) : [])].flatMap((holder) => [
      ...checkDirection(node, holder),
      ...extensions(holder, 'camunda:In').flatMap((parameter) => check(node, parameter)),
      ...extensions(holder, 'camunda:Out').flatMap((parameter) => [...check(node, parameter), ...checkOut(node, parameter)]),
    ]),
  )

/** What an event waits for brings its own data. */
function checkDirection(node: ModelElement, holder: ModelElement): Finding[] {
  return isEvent(node) && !isThrowing(node) && extensions(holder, 'camunda:In').length > 0
    ? [refuse(node, 'parameter', '捕获事件不能传出参数', 'An event that catches can not send parameters')]
    : []
}

function check(node: ModelElement, parameter: ModelElement): Finding[] {
  const [source, expression, target] = ['source', 'sourceExpression', 'target'].map((name) => text(parameter, name))
  const ways = [text(parameter, 'businessKey'), text(parameter, 'variables'), source, expression].filter((each) => each !== undefined)
  if (ways.length !== 1)
    return [
      refuse(
        node,
        'parameter',
        '传递参数须且只须有 source、sourceExpression、variables、businessKey 之一',
        'A parameter needs exactly one of source, sourceExpression, variables and businessKey',
      ),
    ]
  const variables = text(parameter, 'variables')
  if (variables !== undefined && variables !== 'all')
    return [refuse(node, 'parameter', `variables 须是 all,而不是 ${variables}`, `variables must be all, not ${variables}`)]
  const needsTarget = source !== undefined || expression !== undefined
  return needsTarget && target === undefined ? [refuse(node, 'parameter', '传递参数没有目标变量', 'The parameter has no target')] : []
}

function checkOut(node: ModelElement, parameter: ModelElement): Finding[] {
  return text(parameter, 'businessKey') === undefined
    ? []
    : [refuse(node, 'parameter', '业务键只能传入,不能传出', 'The business key can be handed in, not out')]
}
