import { error } from '../finding.ts'
import { child, idOf } from '../model.ts'
import type { Rule } from './rule.ts'

/** A sequence flow joins two elements of one scope (BPMN 2.0, 10.2.2 and 10.5): tokens do not cross a sub-process border. */
export const sequenceFlows: Rule = ({ flows }) =>
  flows.flatMap((flow) => {
    const source = child(flow, 'sourceRef')
    const target = child(flow, 'targetRef')
    if (!source || !target) return [error(idOf(flow), 'sequence-flow', '连线缺少起点或终点', 'The sequence flow has no source or no target')]
    if (source.$parent !== target.$parent || flow.$parent !== source.$parent) {
      return [error(idOf(flow), 'sequence-flow', '连线不能跨越子流程边界', 'A sequence flow may not cross the border of a sub-process')]
    }
    return []
  })
