import type { Descriptor, ElementHandler, Property, Tag, TypedElement } from 'moddle-xml'
import { error, type Finding } from '../finding.ts'
import { isGivenByName } from './by-name.ts'
import { required } from './required.ts'
import { abstractTypes, expectedInstead, normalizedValue } from './values.ts'

export type Report = (finding: Finding) => void
type Problem = [zh: string, en: string]

/**
 * Looks at each element as it was written, before the parser makes values of texts (`maybe` would become false), puts a second child in the
 * place of the first, or takes an attribute for a child. It only reports: what is read stays what it was. `owner` is the id of the nearest
 * element around that has one.
 */
export function watch(handler: ElementHandler, report: Report, owner: () => string = () => ''): ElementHandler {
  const type = handler.type
  if (!type) return handler
  const original = {
    create: handler.createElement,
    place: handler.getPropertyForNode,
    inner: handler.handler,
    text: handler.handleText,
    end: handler.handleEnd,
  }
  const given = new Set<string>()
  let element: TypedElement | undefined
  const id = () => element?.id ?? owner()
  const say = (problems: Problem[]) => problems.forEach(([zh, en]) => report(error(id(), 'schema', zh, en)))

  handler.createElement = (written) => {
    const tag = normalized(written, type.$descriptor)
    element = original.create.call(handler, tag)
    for (const name of Object.keys(tag.attributes)) given.add(name)
    say(problemsOf(tag, type.$descriptor))
    return element
  }
  handler.getPropertyForNode = (tag) => {
    const property = blaming(id, () => original.place.call(handler, tag))
    const twice = !property.isMany && given.has(property.ns.localName)
    say([...(twice ? [onlyOne(tag)] : []), ...(isGivenByName(property, tag) ? [] : [misplaced(tag)])])
    given.add(property.ns.localName)
    if (isOfDeclaredType(property, handler)) return property
    say([[`此处的类型不能是 ${property.effectiveType}`, `The type can not be ${property.effectiveType} here`]])
    return { ...property, effectiveType: undefined }
  }
  handler.handleText = (text) => blaming(id, () => original.text.call(handler, text))
  handler.handler = (name) => watch(original.inner.call(handler, name), report, id)
  handler.handleEnd = () => {
    original.end.call(handler)
    const name = localName(type.$descriptor.name)
    const lacking = Object.entries(required).flatMap(([declaring, names]) => (type.hasType(declaring) ? names.filter((each) => !given.has(each)) : []))
    say(lacking.map((each) => [`${name} 缺少 ${each}`, `${name} lacks ${each}`]))
  }
  return handler
}

/** The parser says what it can not read, but not where; the id travels with the error. */
function blaming<Result>(id: () => string, read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof Error ? Object.assign(cause, { owner: id() }) : cause
  }
}

function normalized(tag: Tag, descriptor: Descriptor): Tag {
  const attributes = Object.entries(tag.attributes).map(
    ([name, value]) => [name, normalizedValue(descriptor.propertiesByName[name]?.type ?? 'String', value)] as const,
  )
  return { ...tag, attributes: Object.fromEntries(attributes) }
}

function problemsOf(tag: Tag, descriptor: Descriptor): Problem[] {
  const attributes = Object.entries(tag.attributes).flatMap(([name, value]) => attributeProblems(descriptor.propertiesByName[name], name, value))
  if (!abstractTypes.has(descriptor.name)) return attributes
  return [[`元素 ${tag.name} 只是抽象类型`, `${tag.name} is an abstract type, not an element`], ...attributes]
}

function attributeProblems(property: Property | undefined, name: string, value: string): Problem[] {
  if (!property) return []
  if (!property.isAttr) return [[`${name} 须写成子元素,而不是属性`, `${name} must be an element, not an attribute`]]
  const expected = property.isReference ? undefined : expectedInstead(property.type, value)
  const quoted = value.slice(0, 80)
  return expected === undefined ? [] : [[`属性 ${name} 的值“${quoted}”须是:${expected}`, `The attribute ${name} is "${quoted}" but must be: ${expected}`]]
}

const onlyOne = ({ name }: Tag): Problem => [`此处只能有一个 ${localName(name)}`, `There may be only one ${localName(name)} here`]
const misplaced = ({ name }: Tag): Problem => [`此处不能有元素 ${localName(name)}`, `The element ${localName(name)} does not belong here`]

/** `xsi:type` may only narrow what stands there: an expression can be a formal one, but not a task. */
function isOfDeclaredType({ effectiveType, type }: Property, { model }: ElementHandler): boolean {
  return effectiveType === undefined || type === 'Element' || model.getType(effectiveType).hasType(type)
}

/** `bpmn:SequenceFlow` → `sequenceFlow` */
function localName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1)
  return local.charAt(0).toLowerCase() + local.slice(1)
}
