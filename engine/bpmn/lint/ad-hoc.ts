import type { Finding } from '../finding.ts'
import { child, children, isActivity, localType, text, type ModelElement } from '../model.ts'
import { checkCondition } from './formal.ts'
import { refuse, type Rule } from './rule.ts'

/** An ad-hoc sub-process holds activities that people start: no start and no end events (BPMN 2.0, 10.3.5). */
export const adHoc: Rule = ({ nodes, root }) => nodes.filter(({ $type }) => $type === 'bpmn:AdHocSubProcess').flatMap((scope) => check(scope, root))

function check(scope: ModelElement, root: ModelElement | undefined): Finding[] {
  const own = children(scope, 'flowElements')
  const ends = own.filter((element) => ['startEvent', 'endEvent'].includes(localType(element)))
  const findings = ends.map((event) => refuse(event, 'ad-hoc', '临时子流程中不能有开始或结束事件', 'An ad-hoc sub-process may not contain start or end events'))
  if (!own.some(isActivity)) findings.push(refuse(scope, 'ad-hoc', '临时子流程中没有活动', 'The ad-hoc sub-process holds no activity'))
  const manner = text(scope, 'cz:adHoc')
  if (manner !== undefined && !['manual', 'all'].includes(manner))
    findings.push(refuse(scope, 'ad-hoc', `启动方式须是 manual 或 all,而不是 ${manner}`, `How activities start must be manual or all, not ${manner}`))
  const condition = child(scope, 'completionCondition')
  return condition ? [...findings, ...checkCondition(scope, condition, { rule: 'ad-hoc', root })] : findings
}
