import { textKind } from './text.kind.ts'
import { wrong, type Kind } from './kind.ts'

/** A web address that a reader may follow: http or https only. */
export const urlKind: Kind = (value, field) => {
  const checked = textKind(value, field)
  if (checked.is !== 'value' || typeof checked.value !== 'string') return checked
  return /^https?:\/\/[^\s/]+/i.test(checked.value) && URL.canParse(checked.value) ? checked : wrong('url')
}
