import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppError } from './errors.ts'
import type { Module } from './module.ts'
import { projectRoot } from './root.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
export type Sentences = Record<Language, Record<string, string>>

export type Messages = {
  /** The sentence for a code. A code that no locale file has gives the code itself, so that nothing is ever shown empty. */
  text(language: Language, code: string, data?: Record<string, unknown>): string
  /** Of an error whose data says a `state`, the sentence for that state if there is one: `task.gone.cancelled`. */
  ofError(language: Language, error: AppError): string
}

/** The engine's own sentences, read from engine/locales. */
export function engineSentences(): Sentences {
  const read = (language: Language) =>
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(projectRoot, 'engine/locales', `${language}.json`), 'utf8')))
  return { 'zh-CN': read('zh-CN'), en: read('en') }
}

/** Merges sentences of the engine and its modules; the first one that has a code wins, so a module cannot reword the engine. */
export function createMessages(sources: Sentences[]): Messages {
  const find = (language: Language, code: string) => sources.map((source) => source[language][code]).find((sentence) => sentence !== undefined)
  const text: Messages['text'] = (language, code, data = {}) => {
    const template = find(language, code)
    return template === undefined ? code : fill(template, data, language)
  }
  const titled = (language: Language, kind: string, key: unknown) => (typeof key === 'string' ? (find(language, `${kind}.${key}`) ?? key) : key)
  return {
    text,
    ofError(language, { code, data }) {
      const ofState = `${code}.${String(data.state)}`
      const words = { ...data, module: titled(language, 'permission', data.module), level: titled(language, 'level', data.level) }
      return text(language, find(language, ofState) === undefined ? code : ofState, words)
    },
  }
}

/** What people call the rows of the role matrix, for sentences that name one. */
export function permissionTitles(permissions: NonNullable<Module['permissions']>): Sentences {
  const titles = (language: Language) => Object.fromEntries(permissions.map(({ key, title }) => [`permission.${key}`, title[language]]))
  return { 'zh-CN': titles('zh-CN'), en: titles('en') }
}

/** `{name}` is replaced by the datum; `[…]` is left out when a datum inside it is not given. */
export function fill(template: string, data: Record<string, unknown>, language: Language): string {
  const value = (name: string) => show(data[name], language)
  const whole = template.replace(/\[([^[\]]*)\]/g, (_, part: string) => (placeholders(part).every((name) => value(name) !== '') ? part : ''))
  return whole.replace(/\{(\w+)\}/g, (_, name: string) => value(name))
}

export function placeholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function show(value: unknown, language: Language): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return instant.test(value) ? localTime(value) : value
  if (!Array.isArray(value)) return isFieldError(value) ? `${value.path} ${value.message}`.trim() : ''
  const separator = language === 'en' ? ', ' : '、'
  return value
    .map((item) => show(item, language))
    .filter((item) => item !== '')
    .join(separator)
}

function isFieldError(value: unknown): value is { path: string; message: string } {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value
}

/** People read instants in Asia/Shanghai, to the minute. */
function localTime(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
