import { error, type Finding } from '../finding.ts'
import { child, idOf, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** A sequence flow joins two elements of one scope (BPMN 2.0, 10.2.2 and 10.5): tokens do not cross a sub-process border. */
export const sequenceFlows: Rule = ({ nodes, flows }) => {
  const known = new Set(nodes)
  return flows.flatMap((flow) => check(flow, known))
}

function check(flow: ModelElement, known: Set<ModelElement>): Finding[] {
  const source = child(flow, 'sourceRef')
  const target = child(flow, 'targetRef')
  if (!source || !target) return [error(idOf(flow), 'sequence-flow', '连线缺少起点或终点', 'The sequence flow has no source or no target')]
  if (!known.has(source) || !known.has(target))
    return [
      error(
        idOf(flow),
        'sequence-flow',
        '连线的起点和终点须是本流程的活动、网关或事件',
        'A sequence flow must join activities, gateways or events of its process',
      ),
    ]
  if (source.$parent !== target.$parent || flow.$parent !== source.$parent)
    return [error(idOf(flow), 'sequence-flow', '连线不能跨越子流程边界', 'A sequence flow may not cross the border of a sub-process')]
  return []
}
