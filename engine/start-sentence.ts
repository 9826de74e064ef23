import { AppError } from './errors.ts'
import { languages, type Messages } from './locale.ts'

/**
 * Why the start was refused, in one line and both languages (nobody has logged in yet); undefined for an error that has no sentence.
 */
export function startSentence(messages: Messages, error: unknown): string | undefined {
  if (!(error instanceof AppError)) return undefined
  return languages.map((language) => messages.text(language, error.code, { ...error.data, allowed: allowed(messages, language, error) })).join(' ')
}

function allowed(messages: Messages, language: (typeof languages)[number], { data }: AppError): string {
  const code = `config.allowed.${String(data.variable)}`
  const sentence = messages.text(language, code)
  return sentence === code ? messages.text(language, 'config.allowed.unknown', data) : sentence
}
