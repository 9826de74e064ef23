import { error, type Finding } from '../finding.ts'
import { child, children, idOf, kindOf, localType, property, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** What stands inside an element, or a process, and changes its meaning, but is not executed yet. */
const unsupportedParts = [
  ...['loopCharacteristics', 'ioSpecification', 'dataInputAssociations', 'dataOutputAssociations', 'dataInputs', 'dataOutputs'],
  ...['properties', 'resources', 'completionCondition', 'activationCondition', 'correlationSubscriptions', 'supportedInterfaceRef', 'operationRef'],
]
const unsupportedChildren = ['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']

/** Nothing passes through silently: an element without a behaviour is refused by name. */
export const supportedElements: Rule = ({ process, nodes, can }) => [
  ...nodes.filter((node) => !can.elements.has(kindOf(node))).map(refuseKind),
  ...[process, ...nodes].flatMap(refuseParts),
  ...[process, ...nodes].flatMap(refuseData),
]

function refuseKind(node: ModelElement): Finding {
  const kind = kindOf(node)
  return error(idOf(node), 'supported-element', `尚不支持执行的元素:${kind}`, `This element is not executed yet: ${kind}`)
}

function refuseParts(element: ModelElement): Finding[] {
  const parts = unsupportedParts.filter((name) => child(element, name) !== undefined || children(element, name).length > 0)
  const quantities = ['startQuantity', 'completionQuantity'].filter((name) => (property(element, name) ?? 1) !== 1)
  const marks = ['isForCompensation', 'parallelMultiple'].filter((name) => property(element, name) === true)
  return [...parts, ...quantities, ...marks].map((part) =>
    error(idOf(element), 'supported-element', `${localType(element)} 的 ${part} 尚不支持执行`, `${part} of ${localType(element)} is not executed yet`),
  )
}

function refuseData(scope: ModelElement): Finding[] {
  const own = children(scope, 'flowElements').filter((element) => unsupportedChildren.includes(element.$type))
  return own.map((element) =>
    error(idOf(element), 'supported-element', `尚不支持执行的元素:${localType(element)}`, `This element is not executed yet: ${localType(element)}`),
  )
}
