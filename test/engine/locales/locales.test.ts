import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discoverModules } from '../../../engine/discover.ts'
import { createMessages, engineSentences, fill, placeholders } from '../../../engine/locale.ts'
import { projectRoot } from '../../../engine/root.ts'

const sentences = engineSentences()

describe('the sentences of the engine', () => {
  it('exist in both languages for every error code', () => {
    const source = readFileSync(join(projectRoot, 'engine/errors.ts'), 'utf8')
    const codes = [...source.matchAll(/^ {2}'([a-z_.]+)': \d{3},$/gm)].map((match) => match[1] ?? '')
    expect(codes.length).toBeGreaterThan(40)

    expect(codes.filter((code) => sentences['zh-CN'][code] === undefined)).toEqual([])
    expect(codes.filter((code) => sentences.en[code] === undefined)).toEqual([])
  })

  it('are the same in number and in what they fill in', () => {
    expect(Object.keys(sentences.en).sort()).toEqual(Object.keys(sentences['zh-CN']).sort())
    for (const [code, text] of Object.entries(sentences['zh-CN'])) {
      expect([code, placeholders(sentences.en[code] ?? '').sort()]).toEqual([code, placeholders(text).sort()])
    }
  })
})

it('no sentence holds an id: ids belong to the data of an error', () => {
  for (const texts of [sentences['zh-CN'], sentences.en])
    expect(Object.entries(texts).filter(([, text]) => placeholders(text).some((name) => /^(id|.*Id|action)$/.test(name)))).toEqual([])
})

it('the sentences of every module exist in both languages', async () => {
  for (const { module } of await discoverModules([])) {
    if (module.locales === undefined) continue
    expect([module.name, Object.keys(module.locales.en).sort()]).toEqual([module.name, Object.keys(module.locales['zh-CN']).sort()])
  }
})

describe('filling a sentence', () => {
  it('leaves out the part whose datum is not given', () => {
    expect(fill('该任务已被签收[，签收人：{by}][，签收时间：{at}]。', { by: '王芳' }, 'zh-CN')).toBe('该任务已被签收，签收人：王芳。')
  })

  it('shows instants to the minute in China, and lists in the manner of the language', () => {
    expect(fill('{at}', { at: '2026-03-02T01:30:00.000Z' }, 'zh-CN')).toBe('2026-03-02 09:30')
    expect(fill('{names}', { names: ['甲', '乙'] }, 'zh-CN')).toBe('甲、乙')
    expect(fill('{names}', { names: ['a', 'b'] }, 'en')).toBe('a, b')
    expect(fill('{fields}', { fields: [{ path: 'title', message: '必填' }] }, 'zh-CN')).toBe('title 必填')
  })

  it('does not fill in what a datum itself contains', () => {
    expect(fill('{name}', { name: '{secret} [x]', secret: 'no' }, 'zh-CN')).toBe('{secret} [x]')
  })

  it('gives the code itself when no locale has it', () => {
    expect(createMessages([sentences]).text('zh-CN', 'no.such_code')).toBe('no.such_code')
  })
})
