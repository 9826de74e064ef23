import { describe, expect, it } from 'vitest'
import { ExpressionError } from '../../../../engine/bpmn/expressions/expression.ts'
import { evaluateWithLibrary } from '../../../../engine/bpmn/expressions/feel-library.ts'
import { parseFeelTree } from '../../../../engine/bpmn/expressions/feel-tree.ts'
import { languageOf } from '../../../../engine/bpmn/expressions/languages.ts'
import { parseExpression } from '../../../../engine/bpmn/expressions/parse-expression.ts'

const parse = (source: string) => parseExpression(source)
const value = (source: string, variables: Record<string, unknown> = {}) =>
  parse(source).evaluate((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined))
const mistake = (source: string, variables: Record<string, unknown> = {}) => {
  try {
    return `no mistake: ${JSON.stringify(value(source, variables))}`
  } catch (error) {
    if (error instanceof ExpressionError) return error.message
    throw error
  }
}

describe('a language of FEEL', () => {
  it('is known by the mark, by the language of the file, and not guessed', () => {
    expect(parse('= a > 1').language).toBe('feel')
    expect(parseExpression('a > 1', 'feel').language).toBe('feel')
    expect(parse('a > 1').language).toBe('literal')
    expect(parseExpression('${a}', 'juel').language).toBe('juel')
    expect(parseExpression('=${a}', 'juel').language).toBe('juel')
  })

  it.each([
    ['feel', 'feel'],
    ['FEEL', 'feel'],
    ['https://www.omg.org/spec/DMN/20191111/FEEL/', 'feel'],
    ['http://www.omg.org/spec/FEEL/20140401', 'feel'],
    ['juel', 'juel'],
    ['http://www.w3.org/1999/XPath', undefined],
    ['javascript', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, language) => expect(languageOf(text)).toBe(language))
})

const computedAtOnce: [string, unknown, Record<string, unknown>?][] = [
  ['= 1 + 2 * 3', 7],
  ['=(1 + 2) * 3', 9],
  ['= 2 ** 3', 8],
  ['= -a', -4, { a: 4 }],
  ['= "a" + "b"', 'ab'],
  ['= amount > 1000', true, { amount: 1000.5 }],
  ['= level = "major" and days <= 3', true, { level: 'major', days: 3 }],
  ['= level = "major" or days <= 3', true, { level: 'general', days: 3 }],
  ['= not(done)', true, { done: false }],
  ['= if days > 3 then "late" else "in time"', 'late', { days: 4 }],
  ['= days between 1 and 3', true, { days: 3 }],
  ['= days in [1..3)', false, { days: 3 }],
  ['= days in ]1..3]', false, { days: 1 }],
  ['= days in (1, > 5)', true, { days: 6 }],
  ['= level in ("a", "b")', false, { level: 'c' }],
  ['= level in levels', true, { level: 'c', levels: ['b', 'c'] }],
  ['= order.customer.name', 'Li', { order: { customer: { name: 'Li' } } }],
  ['= orders.name', ['a', 'b'], { orders: [{ name: 'a' }, { name: 'b' }] }],
  ['= orders[1]', 'a', { orders: ['a', 'b'] }],
  ['= orders[-1]', 'b', { orders: ['a', 'b'] }],
  ['= orders[3]', null, { orders: ['a', 'b'] }],
  ['= [1, "a", null]', [1, 'a', null]],
  ['= count(list) + sum(list) + max(list) + min(1, 2) + mean(list)', 2 + 4 + 3 + 1 + 2, { list: [1, 3] }],
  ['= string length("隐患𠮷")', 3],
  ['= upper case(a)', 'AB', { a: 'ab' }],
  ['= contains(a, "b") and starts with(a, "a") and ends with(a, "b")', true, { a: 'ab' }],
  ['= substring before("2026-11", "-")', '2026'],
  ['= substring before("2026", "-")', ''],
  ['= list contains(list, {a: 1}.a)', true, { list: [1] }],
  ['= modulo(-5, 3)', 1],
  ['= "say \\"\\u9690\\U020BB7\\n\\""', 'say "隐𠮷\n"'],
  ['= Monthly  Salary > 10', true, { 'Monthly Salary': 11 }],
  ['= {a: 1} = x', true, { x: { a: 1 } }],
]

describe('what is computed at once', () => {
  it.each(computedAtOnce)('%s is %j', (source, expected, variables) => expect(value(source, variables)).toEqual(expected))

  it('leaves what is neither true nor false as null', () => {
    expect(value('= a > 3', { a: null })).toBeNull()
    expect(value('= a = 3', { a: '3' })).toBeNull()
    expect(value('= a > 3 and true', { a: null })).toBeNull()
    expect(value('= a > 3 and false', { a: null })).toBe(false)
    expect(value('= a > 3 or true', { a: null })).toBe(true)
  })

  it('does not compute what is decided already', () => {
    expect(value('= a != null and a > 3', {})).toBe(false)
    expect(value('= false and 1 / 0 > 3')).toBe(false)
    expect(value('= if true then 1 else 1 / 0')).toBe(1)
  })

  it('remembers the variables it reads, and not the functions it calls', () => {
    expect(parse('= count(list) > limit and order.total > count and x in [low..high]').reads).toEqual(['list', 'limit', 'order', 'count', 'x', 'low', 'high'])
    expect(parse('= now() > due').reads).toEqual(['execution', 'due'])
  })
})

describe('the library, which computes everything else', () => {
  it.each(computedAtOnce)('agrees: %s is %j', (source, expected, variables = {}) => {
    const text = source.replace(/^=\s*/, '')
    expect(evaluateWithLibrary(parseFeelTree(text), text, (name) => variables[name])).toEqual(expected)
  })
})

describe('a mistake', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    ['= level > 3', 'unknown variable level'],
    ['= a + b', 'cannot add "3": it is not a number', { a: 1, b: '3' }],
    ['= a - null', 'cannot subtract null: it is not a number', { a: 1 }],
    ['= a > 3', 'cannot compare "5" with 3', { a: '5' }],
    ['= a and true', 'not true or false: "yes"', { a: 'yes' }],
    ['= 1 / a', 'cannot divide 1 by zero', { a: 0 }],
    ['= a.b', '"text" has no b', { a: 'text' }],
    ['= upper case(3)', 'not a text: 3'],
    ['= 10 ** 400', 'the result is not a finite number'],
  ])('%s says %s', (source, sentence, variables) => expect(mistake(source, variables)).toBe(sentence))

  it.each([
    ['=', 'incomplete FEEL expression: '],
    ['= 1 +', 'incomplete FEEL expression: 1 +'],
    ['= a == 1', 'unexpected "= 1" at 4 in a == 1'],
    ['= > 3', 'unexpected "> 3" at 1 in > 3'],
    ['= a && b', 'unexpected "&&" at 3 in a && b'],
    ['= (a', 'incomplete FEEL expression: (a'],
  ])('of writing is found when it is parsed: %s', (source, sentence) => expect(() => parse(source)).toThrow(new ExpressionError(sentence)))

  it('is not a variable that is asked for or compared with null', () => {
    expect(value('= a = null')).toBe(true)
    expect(value('= is defined(a)')).toBe(false)
    expect(value('= is defined(a)', { a: 1 })).toBe(true)
    expect(value('= get or else(a, 7)')).toBe(7)
  })

  it('is not an optional entry of a context', () => expect(value('= order.note', { order: {} })).toBeNull())
})

describe('what its text does not bound', () => {
  it.each([
    'for i in 1..3 return i',
    'some x in list satisfies x > 1',
    'list[item > 2]',
    'function(x) x',
    '{a: 1}',
    'matches(a, "b")',
    'replace(a, "b", "c")',
    'split(a, "b")',
    'sort(list, function(a, b) a < b)',
    'date("2026-01-01")',
    'now()',
    'list[n]',
    'string(list)',
    'count(list: a)',
  ])('is not computed at once: %s', (text) => expect(parse(`= ${text}`).unbounded).toBe(true))

  it.each(['a > 1', 'a in [1..3]', 'count(a)', 'a.b.c = "x"', 'if a then b else c', 'a[1]'])('%s is computed at once', (text) =>
    expect(parse(`= ${text}`).unbounded).toBe(false),
  )

  it.each<[string, unknown, Record<string, unknown>?]>([
    ['= for i in 1..3 return i * 2', [2, 4, 6]],
    ['= list[item > 2]', [3], { list: [1, 2, 3] }],
    ['= some x in list satisfies x > 2', true, { list: [1, 2, 3] }],
    ['= {a: 1, b: a + 1}', { a: 1, b: 2 }],
    ['= date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['= duration("P1DT2H")', 'P1DT2H'],
    ['= matches("a1", "[a-z][0-9]")', true],
    ['= is defined(a) and matches("a", a)', false],
    ['= now()', '2026-03-01T16:30:00Z', { execution: { now: '2026-03-01T16:30:00.000Z' } }],
    ['= string(today())', '2026-03-02', { execution: { now: '2026-03-01T16:30:00.000Z' } }],
  ])('%s is %j as plain data', (source, expected, variables) => expect(value(source, variables)).toEqual(expected))

  it.each<[string, RegExp]>([
    ['= for i in list return i', /^unknown variable list$/],
    ['= matches(1, "a")', /not true|Cannot|null|^no mistake: null$/],
    ['= [1..3]', /a range or a function/],
    ['= function(x) x', /a range or a function/],
    ['= now()', /the time is not known here/],
    ['= {a: foo(1)}', /unknown variable foo/],
    ['= date("nonsense")', /not a valid date/],
  ])('%s is a mistake', (source, sentence) => expect(mistake(source)).toMatch(sentence))
})

describe('attacks', () => {
  it.each(['__proto__', 'constructor', 'x.constructor', 'x.__proto__', 'x.toString', 'x.hasOwnProperty'])('nothing of the host is behind %s', (name) => {
    expect(mistake(`= ${name}`, { x: {} })).toMatch(/^(unknown variable .*|no mistake: null)$/)
    expect(mistake(`= {y: ${name}}.y`, { x: {} })).toMatch(/^(unknown variable .*|no mistake: null)$/)
    expect(mistake(`= get value(x, "${name}")`, { x: {} })).toMatch(/^no mistake: null$/)
  })

  it.each([
    ['brackets', `= ${'('.repeat(4000)}1${')'.repeat(4000)}`],
    ['contexts', `= ${'{a:'.repeat(1500)}1${'}'.repeat(1500)}`],
    ['signs', `= ${'-'.repeat(9000)}1`],
    ['functions', `= ${'not('.repeat(2000)}true${')'.repeat(2000)}`],
    ['branches', `= ${'if true then '.repeat(500)}1${' else 2'.repeat(500)}`],
    ['sums', `= 1${'+1'.repeat(4900)}`],
  ])('%s nested deeply are refused when they are parsed', (_, source) => expect(() => parse(source)).toThrow(ExpressionError))

  it('a text longer than a variable may be is refused', () => {
    expect(mistake(`= ${Array(20).fill('x').join(' + ')}`, { x: 'a'.repeat(100_000) })).toMatch(/longer than/)
  })
})
