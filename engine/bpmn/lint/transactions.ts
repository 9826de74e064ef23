import type { Finding } from '../finding.ts'
import { definitionsOf, localType, text, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'

/** A cancel end event belongs in a transaction, and a transaction is undone by compensation (BPMN 2.0, 10.3.5 and 10.5.3). */
export const transactions: Rule = ({ nodes }) => [
  ...nodes.filter((node) => localType(node) === 'endEvent' && definitionsOf(node, 'cancel').length > 0).flatMap(checkCancel),
  ...nodes.filter(({ $type }) => $type === 'bpmn:Transaction').flatMap(checkMethod),
]

function checkCancel(end: ModelElement): Finding[] {
  return end.$parent?.$type === 'bpmn:Transaction'
    ? []
    : [refuse(end, 'transaction', '取消结束事件只能用在事务子流程中', 'A cancel end event belongs in a transaction sub-process')]
}

function checkMethod(transaction: ModelElement): Finding[] {
  const method = text(transaction, 'method') ?? '##Compensate'
  const protocol = text(transaction, 'protocol')
  if (protocol !== undefined)
    return [refuse(transaction, 'transaction', `不执行的事务协议 ${protocol}`, `The transaction protocol ${protocol} is not executed`)]
  return /^(##)?compensate$/i.test(method)
    ? []
    : [refuse(transaction, 'transaction', `不执行的事务方式 ${method}`, `The transaction method ${method} is not executed`)]
}
