import type { Finding } from '../finding.ts'
import { children, flag, idOf, isA, text, type ModelElement } from '../model.ts'
import { checkBinding } from './bindings.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** A call activity names what it calls: a process or a global task, in this file or deployed before. */
export const callActivities: Rule = (context) => context.nodes.filter(({ $type }) => $type === 'bpmn:CallActivity').flatMap((call) => check(call, context))

function check(call: ModelElement, context: LintContext): Finding[] {
  const called = text(call, 'calledElement')?.trim()
  if (called === undefined) return [refuse(call, 'call', '调用活动没有指明被调用的流程', 'The call activity does not say what it calls')]
  if (context.nodes.some((node) => idOf(node) === called))
    return [refuse(call, 'call', `${called} 不是流程,不能被调用`, `${called} is no process and can not be called`)]
  const here = context.root ? callable(context.root) : new Set<string>()
  const bound = { reference: 'camunda:calledElement', rule: 'call', zh: '流程', en: 'process', bindings: ['latest', 'deployment', 'version', 'versionTag'] }
  const { hasProcess } = context.can
  return checkBinding(call, {
    ...bound,
    key: 'calledElement',
    isKnown: hasProcess && ((key: string, binding: string) => here.has(key) || hasProcess(key, binding)),
  })
}

/** Executable processes and global tasks of the file. */
function callable(root: ModelElement): ReadonlySet<string> {
  const elements = children(root, 'rootElements').filter((element) => isA(element, 'bpmn:GlobalTask') || flag(element, 'isExecutable'))
  return new Set(elements.map(idOf))
}
