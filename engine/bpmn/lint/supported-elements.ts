import type { Finding } from '../finding.ts'
import { child, children, flowElements, kindOf, localType, type ModelElement } from '../model.ts'
import { refuse, type Rule } from './rule.ts'
import { partsOf } from './parts.ts'

/** What stands inside an element, or a process, and changes its meaning, but is not executed. */
const unsupported = ['resources', 'renderings', 'correlationSubscriptions', 'supportedInterfaceRef', 'supports', 'ioBinding', 'operationRef']
/** More than one of these would be a choice that is not made here. */
const onlyOnce = ['inputSets', 'outputSets']
const whileExecuting = ['whileExecutingInputRefs', 'whileExecutingOutputRefs']

/** Nothing passes through silently: an element without a behaviour, and a part that nobody looks at, is refused by name. */
export const supportedElements: Rule = ({ process, nodes, can }) => [
  ...nodes.filter((node) => !can.elements.has(kindOf(node))).map(refuseKind),
  ...[process, ...nodes].flatMap((element) => partsOf(element).flatMap((part) => refuseParts(element, part))),
  ...flowElements(process)
    .filter(({ $type }) => $type === 'bpmn:DataStoreReference')
    .map(refuseStore),
]

function refuseKind(node: ModelElement): Finding {
  const kind = kindOf(node)
  return refuse(node, 'supported-element', `不支持执行的元素:${kind}`, `This element is not executed: ${kind}`)
}

function refuseParts(element: ModelElement, part: ModelElement): Finding[] {
  const given = unsupported.filter((name) => child(part, name) !== undefined || children(part, name).length > 0)
  const more = onlyOnce.filter((name) => children(part, name).length > 1).map((name) => `${name}[1]`)
  const running = whileExecuting.filter((name) => children(part, name).length > 0)
  return [...given, ...more, ...running].map((name) =>
    refuse(element, 'supported-element', `${localType(part)} 的 ${name} 不支持执行`, `${name} of ${localType(part)} is not executed`),
  )
}

const refuseStore = (element: ModelElement) =>
  refuse(element, 'supported-element', '不支持执行的元素:dataStoreReference', 'This element is not executed: dataStoreReference')
