import { error, type Finding } from '../finding.ts'
import { child, children, extensions, flowElements, idOf, isElement, property, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** Extension attributes that are executed. Everything else of camunda: and cz: is refused by name. */
const executed = new Set([
  ...['assignee', 'candidateUsers', 'candidateGroups', 'dueDate', 'followUpDate', 'priority', 'formRef', 'formRefBinding', 'formRefVersion'].map(camunda),
  ...['class', 'delegateExpression', 'expression', 'resultVariable', 'asyncBefore', 'asyncAfter', 'async', 'exclusive'].map(camunda),
  ...[
    'candidateStarterGroups',
    'versionTag',
    'historyTimeToLive',
    'isStartableInTasklist',
    'modelerTemplate',
    'modelerTemplateVersion',
    'diagramRelationId',
  ].map(camunda),
  ...['assign', 'onEmpty', 'due', 'actions', 'phase', 'action', 'who'].map((name) => `cz:${name}`),
])
const executedElements = new Set(['camunda:InputOutput', 'camunda:FailedJobRetryTimeCycle', 'camunda:Properties', 'cz:Field'])
/** Namespaces that modelers write and that mean nothing to execution. */
const inert = new Set(['modeler', 'bioc', 'color', 'xsi', 'xmlns', 'bpmndi', 'di', 'dc'])
const prefixes = ['camunda:', 'cz:']

export const supportedAttributes: Rule = ({ process }) =>
  [process, ...flowElements(process)].flatMap((element) => [...refuseAttributes(element), ...refuseExtensions(element), ...refuseParameters(element)])

function refuseAttributes(element: ModelElement): Finding[] {
  const typed = typedExtensionAttributes(element).filter((name) => !executed.has(name))
  const foreign = Object.keys(element.$attrs ?? {}).filter((name) => !inert.has(name.split(':')[0] ?? ''))
  return [...typed, ...foreign].map((name) => error(idOf(element), 'supported-attribute', `尚不支持的属性 ${name}`, `The attribute ${name} is not executed`))
}

/** Extension attributes are typed properties of the element: their descriptor knows the namespace. */
function typedExtensionAttributes(element: ModelElement): string[] {
  const descriptor: unknown = Reflect.get(element, '$descriptor')
  const listed: unknown = typeof descriptor === 'object' && descriptor !== null ? Reflect.get(descriptor, 'properties') : []
  const names = Array.isArray(listed) ? listed.map((each: { name: string }) => each.name) : []
  return names.filter((name) => prefixes.some((prefix) => name.startsWith(prefix)) && isSet(element, name))
}

function isSet(element: ModelElement, name: string): boolean {
  const local = name.slice(name.indexOf(':') + 1)
  return Object.hasOwn(element, local) || Object.hasOwn(element, name)
}

function refuseExtensions(element: ModelElement): Finding[] {
  const unknown = extensions(element).filter((extension) => !executedElements.has(extension.$type) && !inert.has(extension.$type.split(':')[0] ?? ''))
  return unknown.map((extension) =>
    error(idOf(element), 'supported-attribute', `尚不支持的扩展元素 ${extension.$type}`, `The extension element ${extension.$type} is not executed`),
  )
}

/** Parameters hold text; scripts, lists and maps inside them are not executed yet. */
function refuseParameters(element: ModelElement): Finding[] {
  const [io] = extensions(element, 'camunda:InputOutput')
  const parameters = io ? [...children(io, 'inputParameters'), ...children(io, 'outputParameters')] : []
  const complex = parameters.filter((parameter) => child(parameter, 'definition') !== undefined || isElement(property(parameter, 'definition')))
  return complex.map((parameter) =>
    error(
      idOf(element),
      'supported-attribute',
      `参数 ${String(property(parameter, 'name'))} 的脚本、列表或映射尚不支持`,
      `Scripts, lists and maps of the parameter ${String(property(parameter, 'name'))} are not executed yet`,
    ),
  )
}

function camunda(name: string): string {
  return `camunda:${name}`
}
