import type { Finding } from '../finding.ts'
import { children, flag, isA, property, text, type ModelElement } from '../model.ts'
import { inertPrefixes } from './inert.ts'
import { refuse, warn, type FileRule } from './rule.ts'
import { checkTask } from './scripts.ts'
import { refuseAttributes, refuseExtensions } from './supported-attributes.ts'
import { waysToWork } from './ways-to-work.ts'

/** What stands beside the processes of a file and is used by them: messages, errors, global tasks … and what must be understood to read it. */
export const rootElements: FileRule = ({ root }) => {
  const inert = inertPrefixes(root)
  const elements = children(root, 'rootElements')
  return [
    ...children(root, 'extensions')
      .filter((extension) => flag(extension, 'mustUnderstand'))
      .map((extension) => notUnderstood(root, extension)),
    ...elements.filter(isUsed).flatMap((element) => [...refuseAttributes(element, element, inert), ...refuseExtensions(element, element, inert)]),
    ...elements.filter((element) => isA(element, 'bpmn:GlobalTask')).flatMap(checkGlobalTask),
    ...elements.filter((element) => isA(element, 'bpmn:Choreography')).map(isNotExecuted),
  ]
}

const used = ['bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:Escalation', 'bpmn:GlobalTask']
const isUsed = (element: ModelElement) => used.some((type) => isA(element, type))

const notUnderstood = (root: ModelElement, extension: ModelElement) =>
  refuse(
    root,
    'supported-element',
    '文件要求理解一个未知的扩展',
    `The file demands an extension to be understood: ${String(property(extension, 'definition') ?? '')}`,
  )

function checkGlobalTask(task: ModelElement): Finding[] {
  const parts = ['resources', 'renderings', 'supportedInterfaceRef', 'ioBinding'].filter((name) => children(task, name).length > 0)
  const findings = parts.map((name) => refuse(task, 'supported-element', `全局任务的 ${name} 不支持执行`, `${name} of a global task is not executed`))
  if (text(task, 'id') === undefined) findings.push(refuse(task, 'id', '全局任务缺少 id', 'A global task has no id'))
  if (task.$type === 'bpmn:GlobalBusinessRuleTask' && waysToWork(task).length !== 1)
    findings.push(
      refuse(
        task,
        'handler',
        '须且只须指定一个决策、处理器、表达式、外部任务或连接器',
        'Exactly one decision, handler, expression, external task or connector must be given',
      ),
    )
  return task.$type === 'bpmn:GlobalScriptTask' ? [...findings, ...checkTask(task, 'scriptLanguage')] : findings
}

const isNotExecuted = (element: ModelElement) => warn(element, 'supported-element', '编排只保存和显示,不执行', 'A choreography is kept and shown, not executed')
