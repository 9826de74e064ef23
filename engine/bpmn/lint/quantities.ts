import { property } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** Fewer than one token can neither start an activity nor leave it (BPMN 2.0, 10.3, attributes of activities). */
export const quantities: Rule = ({ nodes }) =>
  nodes.flatMap((node) =>
    ['startQuantity', 'completionQuantity'].flatMap((name) => {
      const quantity = property(node, name)
      const tooFew = typeof quantity === 'number' && quantity < 1
      return tooFew ? [refuse(node, 'quantity', `${name} 不能小于 1`, `${name} can not be less than 1`)] : []
    }),
  )
