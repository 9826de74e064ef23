import type { Kind } from './kind.ts'
import { checkboxKind } from './checkbox.kind.ts'
import { choiceKind } from './choice.kind.ts'
import { dateKind } from './date.kind.ts'
import { datetimeKind } from './datetime.kind.ts'
import { fileKind } from './file.kind.ts'
import { numberKind } from './number.kind.ts'
import { selectboxesKind } from './selectboxes.kind.ts'
import { textKind } from './text.kind.ts'
import { timeKind } from './time.kind.ts'
import { urlKind } from './url.kind.ts'

/** Every component that carries a single value, and the kind of value it is. The table of contents of what people can fill in. */
export const kinds: Readonly<Record<string, Kind>> = {
  textfield: textKind,
  textarea: textKind,
  email: textKind,
  url: urlKind,
  phoneNumber: textKind,
  hidden: textKind,
  number: numberKind,
  currency: numberKind,
  checkbox: checkboxKind,
  radio: choiceKind,
  select: choiceKind,
  selectboxes: selectboxesKind,
  datetime: datetimeKind,
  time: timeKind,
  file: fileKind,
}

export function kindOf(type: string, inputType: unknown): Kind | undefined {
  if (type === 'textfield' && inputType === 'date') return dateKind
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined
}
