import type { z } from 'zod'
import { appError } from '../errors.ts'
import type { Language } from '../locale.ts'
import { schemaSentence } from './schema-sentence.ts'

/**
 * Parses one part of a request. Errors: request.invalid with `fields: [{ path, message }]`; the path says where (`data.photos.0`),
 * the message what, in the user's language.
 */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown, language: Language): T {
  const result = schema.safeParse(value, { error: schemaSentence(language) })
  if (result.success) return result.data
  throw appError('request.invalid', { fields: fieldErrors(result.error) })
}

/** The first twenty problems; a strict object's unknown keys are each named as a field of their own. */
export function fieldErrors(error: z.ZodError): { path: string; message: string }[] {
  const found = error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
    return keys.map((key) => ({ path: [...issue.path, ...(key === undefined ? [] : [key])].map(String).join('.'), message: issue.message }))
  })
  return found.slice(0, 20)
}
