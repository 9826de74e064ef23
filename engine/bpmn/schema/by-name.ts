import type { Property, Tag } from 'moddle-xml'

/** What the schema calls substitution groups: any element of the type may stand there under its own name. */
const groups = new Set(['bpmn:LoopCharacteristics', 'Element'])

/**
 * The parser falls back to the first property that an element's type fits: a bare `<expression>` in a timer would become its date.
 * Where there is one place for one thing, the schema wants it by the name of the place; and elements begin with a small letter.
 */
export function isGivenByName(property: Property, tag: Tag): boolean {
  const local = tag.name.slice(tag.name.indexOf(':') + 1)
  if (tag.name.startsWith('bpmn:') && /^[A-Z]/.test(local)) return false
  if (property.isMany || groups.has(property.type) || !tag.name.startsWith('bpmn:')) return true
  const place = property.ns.localName
  return place === local || (place === 'expression' && local === 'formalExpression')
}
