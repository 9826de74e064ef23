import { cleanText } from '../text.ts'
import { limits } from '../limits.ts'
import { numberOf } from '../numbers.ts'
import { empty, isAbsent, valued, wrong, type Kind } from './kind.ts'

const multiline = new Set(['textarea'])

/** Text of one or several lines. The pattern runs on RE2: an author's expression can not stall the server. */
export const textKind: Kind = (value, field) => {
  if (isAbsent(value)) return empty
  if (typeof value !== 'string') return wrong('text')
  const several = multiline.has(field.type)
  const longest = numberOf(field.validate.maxLength) ?? (several ? limits.text : limits.line)
  const cleaned = cleanText(value, several)
  if (!cleaned.ok) return wrong('characters')
  if (cleaned.text === '') return empty
  if (cleaned.text.length > longest) return wrong('maxLength', { length: longest })
  const text = field.rules.reduce((written, { rule }) => rule.normalise?.(written) ?? written, cleaned.text)
  if (field.pattern && !field.pattern.matches(text)) return wrong('pattern')
  return valued(text)
}
