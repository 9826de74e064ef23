import type { Finding } from '../finding.ts'
import { child, property, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** A sequence flow joins two elements of one scope (BPMN 2.0, 10.2.2 and 10.5): tokens do not cross a sub-process border. */
export const sequenceFlows: Rule = ({ nodes, flows }) => {
  const known = new Set(nodes)
  return flows.flatMap((flow) => [...checkEnds(flow, known), ...checkImmediate(flow)])
}

function checkEnds(flow: ModelElement, known: Set<ModelElement>): Finding[] {
  const source = child(flow, 'sourceRef')
  const target = child(flow, 'targetRef')
  if (!source || !target) return []
  if (!known.has(source) || !known.has(target))
    return [
      refuse(flow, 'sequence-flow', '连线的起点和终点须是本流程的活动、网关或事件', 'A sequence flow must join activities, gateways or events of its process'),
    ]
  return source.$parent !== target.$parent || flow.$parent !== source.$parent
    ? [refuse(flow, 'sequence-flow', '连线不能跨越子流程边界', 'A sequence flow may not cross the border of a sub-process')]
    : []
}

/** What is executed goes on at once: isImmediate="false" would allow steps that the model does not show (BPMN 2.0, 8.3.13). */
function checkImmediate(flow: ModelElement): Finding[] {
  return property(flow, 'isImmediate') === false
    ? [refuse(flow, 'sequence-flow', '可执行流程的连线不能设 isImmediate="false"', 'A flow of an executable process can not have isImmediate="false"')]
    : []
}
