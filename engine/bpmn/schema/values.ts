import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' }

const enumerations = new Map(bpmn.enumerations.map(({ name, literalValues }) => [`bpmn:${name}`, literalValues.map((literal) => literal.name)]))

/** `xsd:boolean` knows 1 and 0 too, and blanks around any value mean nothing; the parser knows neither. */
export function normalizedValue(type: string, value: string): string {
  if (type === 'String') return value
  const trimmed = value.trim()
  if (type !== 'Boolean') return trimmed
  return { '1': 'true', '0': 'false' }[trimmed] ?? trimmed
}

/** What an attribute of this type may be, in words, when the value is not one; undefined when it is. */
export function expectedInstead(type: string, value: string): string | undefined {
  if (type === 'Boolean') return /^(?:true|false)$/.test(value) ? undefined : 'true, false'
  if (type === 'Integer') return /^[+-]?\d{1,15}$/.test(value) ? undefined : '0, 1, 2 …'
  const literals = enumerations.get(type)
  return literals && !literals.includes(value) ? literals.join(', ') : undefined
}

/** Types that only others are built on: no element of a file is just an activity, or just an event. */
export const abstractTypes: ReadonlySet<string> = new Set(bpmn.types.flatMap((type) => ('isAbstract' in type && type.isAbstract ? [`bpmn:${type.name}`] : [])))
