import { error, type Finding } from '../finding.ts'
import { child, children, eventDefinitions, extensions, flowElements, idOf, isElement, property, text, type ModelElement } from '../model.ts'
import { inertPrefixes, prefixOf } from './inert.ts'
import type { Rule } from './rule.ts'

/** Extension attributes that are executed, or that say nothing about execution. Everything else of camunda: and cz: is refused by name. */
const executed = new Set([
  ...['assignee', 'candidateUsers', 'candidateGroups', 'dueDate', 'followUpDate', 'priority', 'formRef', 'formRefBinding', 'formRefVersion'].map(camunda),
  ...['class', 'delegateExpression', 'expression', 'resultVariable', 'asyncBefore', 'asyncAfter', 'async', 'exclusive', 'resource'].map(camunda),
  ...[
    'candidateStarterGroups',
    'versionTag',
    'historyTimeToLive',
    'isStartableInTasklist',
    'modelerTemplate',
    'modelerTemplateVersion',
    'modelerTemplateIcon',
    'diagramRelationId',
  ].map(camunda),
  ...['assign', 'onEmpty', 'due', 'actions', 'phase', 'action', 'who', 'mode'].map((name) => `cz:${name}`),
])
/** Attributes that other elements know too, but that are looked at only here. */
const onlyOn: Record<string, string> = {
  ...Object.fromEntries(['class', 'delegateExpression', 'expression', 'resultVariable'].map((name) => [camunda(name), 'bpmn:ServiceTask'])),
  'cz:phase': 'bpmn:UserTask',
}
const executedElements = new Set(['camunda:InputOutput', 'camunda:FailedJobRetryTimeCycle', 'camunda:Properties', 'cz:Field'])
const prefixes = ['camunda:', 'cz:']

export const supportedAttributes: Rule = ({ process }) => {
  const inert = inertPrefixes(process)
  return [process, ...flowElements(process)].flatMap((element) => [
    ...[element, ...insideOf(element)].flatMap((part) => refuseAttributes(element, part, inert)),
    ...[element, ...eventDefinitions(element)].flatMap((part) => refuseExtensions(element, part, inert)),
    ...refuseParameters(element),
    ...refuseMisplaced(element),
  ])
}

/** What belongs to an element without being an element of the flow: its event definitions and expressions. */
function insideOf(element: ModelElement): ModelElement[] {
  const definitions = eventDefinitions(element)
  const expressions = definitions.flatMap((definition) => ['timeDate', 'timeDuration', 'timeCycle'].map((name) => child(definition, name)))
  return [...definitions, ...expressions, child(element, 'conditionExpression')].filter((part) => part !== undefined)
}

function refuseAttributes(element: ModelElement, part: ModelElement, inert: ReadonlySet<string>): Finding[] {
  const typed = typedExtensionAttributes(part).filter((name) => !executed.has(name) || (onlyOn[name] ?? part.$type) !== part.$type)
  const foreign = Object.keys(part.$attrs ?? {}).filter((name) => !inert.has(prefixOf(name)) && name !== 'xmlns')
  return [...typed, ...foreign].map((name) => notExecuted(element, name))
}

/** Extension attributes are typed properties of the element: its descriptor knows their namespace. */
function typedExtensionAttributes(element: ModelElement): string[] {
  return Object.keys(element).flatMap((local) => qualifiedName(element, local) ?? [])
}

function qualifiedName(element: ModelElement, local: string): string | undefined {
  const name = propertyNames(element).get(local)
  return name !== undefined && prefixes.some((prefix) => name.startsWith(prefix)) ? name : undefined
}

/** `formKey` → `camunda:formKey`, for all properties of a type. */
function propertyNames(element: ModelElement): ReadonlyMap<string, string> {
  const descriptor: unknown = Reflect.get(element, '$descriptor')
  if (!isDescriptor(descriptor)) return new Map()
  const known = namesByType.get(descriptor) ?? new Map(descriptor.properties.map(({ ns }) => [ns.localName, ns.name]))
  namesByType.set(descriptor, known)
  return known
}

type Descriptor = { properties: { ns: { name: string; localName: string } }[] }

const namesByType = new WeakMap<Descriptor, ReadonlyMap<string, string>>()

function isDescriptor(value: unknown): value is Descriptor {
  return typeof value === 'object' && value !== null && 'properties' in value && Array.isArray(value.properties)
}

function refuseExtensions(element: ModelElement, part: ModelElement, inert: ReadonlySet<string>): Finding[] {
  const unknown = extensions(part).filter((extension) => !executedElements.has(extension.$type) && !inert.has(prefixOf(extension)))
  return unknown.map((extension) =>
    error(idOf(element), 'supported-attribute', `尚不支持的扩展元素 ${extension.$type}`, `The extension element ${extension.$type} is not executed`),
  )
}

/** Parameters hold text; scripts, lists and maps inside them are not executed yet. */
function refuseParameters(element: ModelElement): Finding[] {
  const parameters = extensions(element, 'camunda:InputOutput').flatMap((io) => [...children(io, 'inputParameters'), ...children(io, 'outputParameters')])
  const complex = parameters.filter((parameter) => isElement(property(parameter, 'definition')))
  return complex.map((parameter) =>
    error(
      idOf(element),
      'supported-attribute',
      `参数 ${String(property(parameter, 'name'))} 的脚本、列表或映射尚不支持`,
      `Scripts, lists and maps of the parameter ${String(property(parameter, 'name'))} are not executed yet`,
    ),
  )
}

/** Known words where they are not looked at. */
function refuseMisplaced(element: ModelElement): Finding[] {
  const misplaced: string[] = []
  if (element.$type !== 'bpmn:UserTask' && extensions(element, 'cz:Field').length > 0) misplaced.push('cz:Field')
  const isMessageBoundary = element.$type === 'bpmn:BoundaryEvent' && eventDefinitions(element).some(({ $type }) => $type === 'bpmn:MessageEventDefinition')
  if (!isMessageBoundary) misplaced.push(...['cz:action', 'cz:who'].filter((name) => text(element, name) !== undefined))
  const mode = text(element, 'cz:mode')
  if (mode !== undefined && mode !== 'any') misplaced.push(`cz:mode="${mode}"`)
  return misplaced.map((name) => notExecuted(element, name))
}

const notExecuted = (element: ModelElement, name: string) =>
  error(idOf(element), 'supported-attribute', `尚不支持的属性 ${name}`, `The attribute ${name} is not executed`)

function camunda(name: string): string {
  return `camunda:${name}`
}
