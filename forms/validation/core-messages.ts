import type { MessageKey } from '../locales/validation.ts'

/** Core's names of what is wrong, and ours. */
const keys: Readonly<Record<string, MessageKey>> = {
  required: 'required',
  array_nonempty: 'required',
  array: 'list',
  nonarray: 'single',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minWords: 'minWords',
  maxWords: 'maxWords',
  min: 'min',
  max: 'max',
  number: 'number',
  invalid_email: 'email',
  invalid_url: 'url',
  invalidDate: 'date',
  invalid_date: 'date',
  time: 'time',
  select: 'option',
  invalidOption: 'option',
  minSelectedCount: 'minItems',
  maxSelectedCount: 'maxItems',
}

export function coreMessageKey(name: string): MessageKey | undefined {
  return Object.hasOwn(keys, name) ? keys[name] : undefined
}
