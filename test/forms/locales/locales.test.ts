import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { en } from '../../../forms/locales/validation.en.ts'
import { zhCN } from '../../../forms/locales/validation.zh-CN.ts'

// The file is not exported by the package, so it is found beside its entry.
const english: Record<string, string> = createRequire(import.meta.url)(join(process.cwd(), 'node_modules/@formio/js/lib/cjs/translations/en.js')).default
const chinese: Record<string, string> = JSON.parse(readFileSync(new URL('../../../forms/locales/formio.zh-CN.json', import.meta.url), 'utf8'))

const holes = (text: string, shape: RegExp) => [...text.matchAll(shape)].map((match) => match[1]).sort()

it('every text of the form renderer has a Chinese one', () => {
  expect(Object.keys(english).filter((key) => !chinese[key])).toEqual([])
})

it('a Chinese text of the renderer fills the same placeholders, or leaves technical ones out', () => {
  const stray = Object.entries(chinese).filter(([key, text]) =>
    holes(text, /\{\{\s*(\w+)\s*\}\}/g).some((hole) => !holes(english[key] ?? '', /\{\{\s*(\w+)\s*\}\}/g).includes(hole)),
  )

  expect(stray).toEqual([])
})

it('no Chinese text is left in English', () => {
  expect(Object.entries(chinese).filter(([key, text]) => key !== 'stripe' && !/[\u4e00-\u9fff]/.test(text))).toEqual([])
})

it('sentences of refusals say the same in both languages', () => {
  for (const [key, text] of Object.entries(zhCN))
    expect([key, holes(Object.entries(en).find(([name]) => name === key)?.[1] ?? '', /\{(\w+)\}/g)]).toEqual([key, holes(text, /\{(\w+)\}/g)])
})
