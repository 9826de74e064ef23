import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import en from '../../runtime-ui/locales/en.json'
import zhCN from '../../runtime-ui/locales/zh-CN.json'

const root = join(import.meta.dirname, '../../runtime-ui')

describe('the texts of the runtime UI', () => {
  const chinese = textsOf(zhCN)
  const english = textsOf(en)
  const keys = [...chinese.keys()]

  it('exist in both languages under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...keys].sort())
  })

  it('have the same placeholders in both languages', () => {
    const different = keys.filter((key) => placeholders(chinese.get(key)) !== placeholders(english.get(key)))

    expect(different).toEqual([])
  })

  it('are all there for every key that the sources use', () => {
    const unknown = sourceKeys().exact.filter((key) => !chinese.has(key))

    expect(unknown).toEqual([])
  })

  it('are all used by the sources', () => {
    const { exact, patterns } = sourceKeys()
    const unused = keys.filter((key) => !exact.includes(key) && !patterns.some((pattern) => pattern.test(key)))

    expect(unused).toEqual([])
  })

  it('match at least one key where the sources build the key', () => {
    const empty = sourceKeys().patterns.filter((pattern) => !keys.some((key) => pattern.test(key)))

    expect(empty).toEqual([])
  })

  it('are nowhere written into a component or script', () => {
    const withHan = sources().filter(({ name, text }) => !name.includes('LanguageSwitch') && /\p{Script=Han}/u.test(withoutComments(text)))

    expect(withHan.map(({ name }) => name)).toEqual([])
  })
})

/** Flat: key path → text. */
function textsOf(node: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value]] : [...textsOf(value, `${prefix}${key}.`)])),
  )
}

/** The names in braces; the forms of a plural ("1 day | 2 days") have the same ones. */
function placeholders(text = ''): string {
  const forms = text.split(' | ').map((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
  return [...new Set(forms.map((names) => names.join()))].join(' | ')
}

/** Keys named in full, and patterns of keys that are built: t(`hazard.status.${value}`). */
function sourceKeys() {
  const all = sources()
    .map(({ text }) => text)
    .join('\n')
  const tops = Object.keys(zhCN).join('|')
  const exact = [...all.matchAll(new RegExp(`'((?:${tops})(?:\\.\\w+)+)'`, 'g'))].flatMap(([, key]) => key ?? [])
  const built = [...all.matchAll(/\bte?\(`([^`]+)`/g)].flatMap(([, key]) => key ?? [])
  const patterns = built.map((key) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`))
  return { exact: [...new Set(exact)], patterns: patterns.map((pattern) => withSuffix(pattern, exact)) }
}

/** `${tab.title}Short` holds a whole key in its placeholder. */
function withSuffix(pattern: RegExp, exact: string[]): RegExp {
  const suffix = /^\^\[\\w-\]\+(\w+)\$$/.exec(pattern.source)?.[1]
  return suffix ? new RegExp(`^(${exact.map((key) => key.replaceAll('.', '\\.')).join('|')})${suffix}$`) : pattern
}

function sources() {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|ts)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
}

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
}
