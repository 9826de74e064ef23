import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { number, submit, text } from '../support.ts'

/** These definitions got past publishing, say through the database. Nothing they hold may run or call out. */
const code = 'globalThis.pwned = true; valid = true; show = true; value = 1'
const hostile: [string, unknown[]][] = [
  ['validate.custom', [text('a', { validate: { custom: code, required: true } })]],
  ['customConditional', [text('a', { customConditional: code })]],
  ['calculateValue', [text('a', { calculateValue: code, calculateServer: true })]],
  ['customDefaultValue', [text('a', { customDefaultValue: code })]],
  ['logic', [text('a', { logic: [{ trigger: { type: 'javascript', javascript: code }, actions: [{ type: 'value', value: code }] }] })]],
  ['select dataSrc custom', [{ type: 'select', key: 'a', dataSrc: 'custom', data: { custom: code }, validate: { onlyAvailableItems: true } }]],
  [
    'select dataSrc url',
    [{ type: 'select', key: 'a', dataSrc: 'url', data: { url: 'http://127.0.0.1:1/' }, validate: { onlyAvailableItems: true, select: true } }],
  ],
  ['datasource', [{ type: 'datasource', key: 'a', fetch: { url: 'http://127.0.0.1:1/' }, trigger: { server: true } }]],
  ['JSONLogic method', [text('a', { validate: { json: { method: [{ method: ['x', 'constructor', [code]] }, 'call'] } } })]],
  ['JSONLogic on constructors', [text('a', { conditional: { json: { method: [{ var: 'data.a.constructor.constructor' }, 'call', [null, code]] } } })]],
  ['customMessage', [text('a', { validate: { required: true, customMessage: `{{ ${code} }}` } })]],
  ['error template', [text('a', { errors: { required: '{{ constructor.constructor("globalThis.pwned = true")() }}' }, validate: { required: true } })]],
]

describe('a hostile form', () => {
  const compiled = vi.fn()
  const realFunction = globalThis.Function

  beforeEach(() => {
    compiled.mockClear()
    globalThis.Function = new Proxy(realFunction, {
      construct: (target, args) => (compiled(args), Reflect.construct(target, args)),
      apply: (target, self, args) => (compiled(args), Reflect.apply(target, self, args)),
    })
    vi.stubGlobal('fetch', compiled)
  })
  afterEach(() => {
    globalThis.Function = realFunction
    vi.unstubAllGlobals()
    Reflect.deleteProperty(globalThis, 'pwned')
  })

  it.each(hostile)('with %s compiles nothing, runs nothing and calls nobody', async (_, components) => {
    await submit(components, { a: 'x' })
    await submit(components, {})

    expect(compiled).not.toHaveBeenCalled()
    expect(globalThis).not.toHaveProperty('pwned')
  })

  it('with a pattern that backtracks for ever elsewhere answers like any other', async () => {
    expect(await submit([text('a', { validate: { pattern: '^(a+)+$' } })], { a: `${'a'.repeat(999)}!` })).toMatchObject({ ok: false })
  })

  it.each(['email', 'url'])('with a long almost valid %s answers like any other', async (type) => {
    for (const value of [
      `${'a.'.repeat(480)}@`,
      `a@${'a-'.repeat(480)}`,
      `http://${'a.'.repeat(480)}!`,
      `http://a/${'%20'.repeat(300)} `,
      `"${'\\"'.repeat(480)}`,
    ]) {
      expect(await submit([{ ...text('a'), type }], { a: value })).toHaveProperty('ok')
    }
  })

  it('whose conditions go in a circle comes to an end', async () => {
    const when = (component: string, value: string) => ({
      conditional: { show: true, conjunction: 'all', conditions: [{ component, operator: 'isNotEqual', value }] },
    })

    expect(await submit([text('a', when('b', 'x')), text('b', when('a', 'x'))], { a: 'x', b: 'x' })).toMatchObject({ ok: true })
  })

  it('that computes a text into a number field stores nothing of the wrong type', async () => {
    expect(await submit([number('a', { calculateValue: { cat: ['x', 'y'] } })], {})).toMatchObject({
      ok: false,
      errors: [{ path: 'a', message: '“A”应为数字' }],
    })
  })
})
