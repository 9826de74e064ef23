import type { Finding } from '../finding.ts'
import { children, idOf, isA, text, type ModelElement } from '../model.ts'
import { checkBinding } from './bindings.ts'
import { refuse, type LintContext, type Rule } from './rule.ts'

/** A call activity names what it calls: a process or a global task, in this file or deployed before. */
export const callActivities: Rule = (context) => context.nodes.filter(({ $type }) => $type === 'bpmn:CallActivity').flatMap((call) => check(call, context))

function check(call: ModelElement, { can, root }: LintContext): Finding[] {
  if (text(call, 'calledElement') === undefined) return [refuse(call, 'call', '调用活动没有指明被调用的流程', 'The call activity does not say what it calls')]
  const here = root ? callable(root) : new Set<string>()
  const bound = { reference: 'camunda:calledElement', rule: 'call', zh: '流程', en: 'process', bindings: ['latest', 'deployment', 'version', 'versionTag'] }
  const isKnown = can.hasProcess && ((name: string, binding: string) => here.has(name) || can.hasProcess?.(name, binding) === true)
  return checkBinding(call, { ...bound, key: 'calledElement', isKnown })
}

function callable(root: ModelElement): ReadonlySet<string> {
  return new Set(
    children(root, 'rootElements')
      .filter((element) => isA(element, 'bpmn:CallableElement'))
      .map(idOf),
  )
}
