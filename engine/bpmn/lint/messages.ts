import type { Finding } from '../finding.ts'
import { child, definitionsOf, flag, isEvent, isSubProcess, text, type ModelElement } from '../model.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'
import { waysToWork } from './ways-to-work.ts'

/** A message event names its message; without a name nothing could ever correlate. A throwing one may do something else instead. */
export const messages: Rule = (context) => [
  ...context.nodes.filter(isEvent).flatMap((event) => definitionsOf(event, 'message').flatMap((definition) => checkEvent(event, definition))),
  ...context.nodes.filter(({ $type }) => $type === 'bpmn:ReceiveTask' || $type === 'bpmn:SendTask').flatMap((task) => checkTask(task, context)),
]

function checkEvent(event: ModelElement, definition: ModelElement): Finding[] {
  if (isThrowing(event) && waysToWork(definition).length > 0) return []
  return isNamed(child(definition, 'messageRef')) ? [] : [refuse(event, 'message', '消息事件没有指明消息名称', 'The message event names no message')]
}

function checkTask(task: ModelElement, { incoming }: LintContext): Finding[] {
  const findings: Finding[] = []
  const message = child(task, 'messageRef')
  if (message && !isNamed(message)) findings.push(refuse(task, 'message', '引用的消息没有名称', 'The message that is referred to has no name'))
  if (!flag(task, 'instantiate')) return findings
  if (!message) findings.push(refuse(task, 'message', '发起流程的接收任务须指明消息', 'A receive task that starts a process needs a message'))
  if (incoming(task).length > 0)
    findings.push(refuse(task, 'message', '发起流程的接收任务不能有进入的连线', 'A receive task that starts a process may not have incoming flows'))
  if (task.$parent && isSubProcess(task.$parent))
    findings.push(refuse(task, 'message', '只有流程最外层的接收任务才能发起流程', 'Only a receive task at the top of a process can start it'))
  return findings
}

const isNamed = (message: ModelElement | undefined) => message !== undefined && (text(message, 'name')?.trim() ?? '') !== ''
