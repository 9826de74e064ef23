import type { z } from 'zod'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import { fill, type Language } from '../locale.ts'

const sentences: Record<Language, Record<string, string>> = { 'zh-CN': zhCN, en }
type Issue = z.core.$ZodRawIssue

/** What is wrong with one field, in words of the locale files: zod's own sentences speak of records and patterns. */
export function schemaSentence(language: Language): (issue: Issue) => string {
  return (issue) => {
    const { code, data } = described(issue)
    const words = sentences[language]
    const expected = typeof data['expected'] === 'string' ? (words[`schema.type.${data['expected']}`] ?? data['expected']) : ''
    return fill(words[`schema.${code}`] ?? words['schema.invalid'] ?? '', { ...data, expected }, language)
  }
}

type Described = { code: string; data: Record<string, unknown> }

function described(issue: Issue): Described {
  const reader = readers[issue.code]
  return reader ? reader(issue) : { code: 'invalid', data: {} }
}

const readers: Record<string, (issue: Issue) => Described> = {
  invalid_type: ({ input, ...issue }) => (input === undefined ? plain('required') : { code: 'type', data: { expected: Reflect.get(issue, 'expected') } }),
  too_small: (issue) => limited(issue, 'minimum', 'at_least'),
  too_big: (issue) => limited(issue, 'maximum', 'at_most'),
  invalid_format: () => plain('format'),
  invalid_value: (issue) => ({ code: 'one_of', data: { values: Reflect.get(issue, 'values') } }),
  unrecognized_keys: () => plain('unknown'),
}

const plain = (code: string): Described => ({ code, data: {} })

function limited(issue: Issue, bound: 'minimum' | 'maximum', code: string): Described {
  const origin: unknown = Reflect.get(issue, 'origin')
  const limit = Number(Reflect.get(issue, bound))
  if (origin === 'string' && bound === 'minimum' && limit === 1) return plain('required')
  const kind = origin === 'string' ? '_characters' : origin === 'array' ? '_items' : ''
  return { code: `${code}${kind}`, data: { limit } }
}
