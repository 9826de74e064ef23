import type { Finding } from '../finding.ts'
import { definitionsOf, eventDefinitions, extensions, flowElements, text, type ModelElement } from '../model.ts'
import { executedAttributes, executedElements, onlyOn } from './extension-words.ts'
import { inertPrefixes, prefixOf } from './inert.ts'
import { partsOf } from './parts.ts'
import { refuse, type Rule } from './rule.ts'
import { isThrowing } from './throwing.ts'

const prefixes = ['camunda:', 'cz:']

/** What extends the standard is executed, or says nothing about execution; everything else is refused by name. */
export const supportedAttributes: Rule = ({ process, root }) => {
  const inert = inertPrefixes(root)
  return [process, ...flowElements(process)].flatMap((element) => [
    ...withDefinitions(element).flatMap((part) => [...refuseAttributes(element, part, inert), ...refuseExtensions(element, part, inert)]),
    ...refuseMisplaced(element),
  ])
}

/** The definitions that an event refers to belong to it too, though they stand at the root. */
const withDefinitions = (element: ModelElement) => [...new Set([...partsOf(element), ...eventDefinitions(element).flatMap(partsOf)])]

export function refuseAttributes(element: ModelElement, part: ModelElement, inert: ReadonlySet<string>): Finding[] {
  const typed = typedExtensionAttributes(part).filter((name) => !executedAttributes.has(name) || !isPlaced(name, part))
  const foreign = Object.keys(part.$attrs ?? {}).filter((name) => isForeign(prefixOf(name)) && !inert.has(prefixOf(name)))
  return [...typed, ...foreign].map((name) => notExecuted(element, name))
}

/** What the parser does not know of its own vocabularies it has refused itself. */
const isForeign = (prefix: string) => !['', 'bpmn', 'camunda', 'cz'].includes(prefix)

const isPlaced = (name: string, part: ModelElement) => onlyOn[name]?.(part) ?? true

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

export function refuseExtensions(element: ModelElement, part: ModelElement, inert: ReadonlySet<string>): Finding[] {
  return extensions(part)
    .filter((extension) => !inert.has(prefixOf(extension)) && !(executedElements[extension.$type]?.(part) ?? false))
    .map((extension) =>
      refuse(element, 'supported-attribute', `此处不支持的扩展元素 ${extension.$type}`, `The extension element ${extension.$type} is not executed here`),
    )
}

/** Where what is caught is written to. */
const caughtInto = ['camunda:errorCodeVariable', 'camunda:errorMessageVariable', 'camunda:escalationCodeVariable']

/** Known words where they are not looked at. */
function refuseMisplaced(element: ModelElement): Finding[] {
  const misplaced: string[] = []
  const catchesMessage = !isThrowing(element) && definitionsOf(element, 'message').length > 0
  if (!catchesMessage) misplaced.push(...['cz:action', 'cz:who'].filter((name) => text(element, name) !== undefined))
  if (isThrowing(element))
    misplaced.push(...eventDefinitions(element).flatMap((definition) => caughtInto.filter((name) => text(definition, name) !== undefined)))
  const mode = text(element, 'cz:mode')
  if (mode !== undefined && mode !== 'any') misplaced.push(`cz:mode="${mode}"`)
  return misplaced.map((name) => notExecuted(element, name))
}

const notExecuted = (element: ModelElement, name: string) =>
  refuse(element, 'supported-attribute', `此处不支持的属性 ${name}`, `The attribute ${name} is not executed here`)
