import type { Context, TypedElement } from 'moddle-xml'
import { error } from '../finding.ts'
import type { Report } from './watch.ts'

/** An XML name without a colon (xsd:ID): letters of any script, so an id may be Chinese. */
const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._\-\u00B7]*$/u

/**
 * Registers an element under its id. The parser itself knows ASCII ids only.
 * @throws Error when the id is taken: the second element is left out, or references would lead to the wrong one.
 */
export function register(context: Context, element: TypedElement, report: Report): void {
  const name = element.$descriptor.idProperty?.name
  const id = name === undefined ? undefined : element.get(name)
  if (typeof id !== 'string' || id === '') return
  if (!ncName.test(id)) report(error(id, 'schema', `id ${id} 不合法`, `The id ${id} is not valid`))
  if (context.elementsById[id]) throw new Error(`duplicate ID <${id}>`)
  context.elementsById[id] = element
}

/**
 * References are qualified names (xsd:QName): `tns:Message_1` is `Message_1` of this file when the root binds `tns` to its target namespace,
 * as Eclipse writes it.
 */
export function qualified(elementsById: Context['elementsById'], rootAttributes: () => Readonly<Record<string, string>>): Context['elementsById'] {
  return new Proxy(elementsById, {
    get: (known, name) => (typeof name === 'string' ? (known[name] ?? known[localPart(name, rootAttributes())]) : undefined),
  })
}

/** `xsd:string` is a data type of XML Schema, where modelers should refer to an item definition: it says nothing to execution. */
export function isDataType({ message, value }: { message: string; value?: unknown }, rootAttributes: Readonly<Record<string, string>>): boolean {
  if (typeof value !== 'string' || !message.startsWith('unresolved reference')) return false
  const [prefix = '', local] = value.split(':')
  return local !== undefined && rootAttributes[`xmlns:${prefix}`] === 'http://www.w3.org/2001/XMLSchema'
}

function localPart(name: string, attributes: Readonly<Record<string, string>>): string {
  const [prefix = '', local = ''] = name.split(':')
  const namespace = attributes[`xmlns:${prefix}`]
  return namespace !== undefined && namespace === attributes['targetNamespace'] ? local : name
}
