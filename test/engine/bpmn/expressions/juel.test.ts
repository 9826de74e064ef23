import { describe, expect, it } from 'vitest'
import { ExpressionError } from '../../../../engine/bpmn/expressions/expression.ts'
import { parseExpression } from '../../../../engine/bpmn/expressions/parse-expression.ts'

const value = (source: string, variables: Record<string, unknown> = {}) =>
  parseExpression(source).evaluate((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined))

describe('text of a model', () => {
  it('without braces is itself', () => {
    expect(value('luoshe')).toBe('luoshe')
    expect(value('')).toBe('')
    expect(parseExpression('5 + 5').language).toBe('literal')
  })

  it('with one expression keeps the type of its value', () => {
    expect(value('${days}', { days: 3 })).toBe(3)
    expect(value('#{people}', { people: ['a'] })).toEqual(['a'])
  })

  it('around expressions becomes a string', () => {
    expect(value('HZ-${year}-${number}号', { year: 2026, number: 7 })).toBe('HZ-2026-7号')
    expect(value('${a}${b}', { a: 1, b: 2 })).toBe('12')
    expect(value('[${nothing}] ${list} ${object}', { nothing: null, list: [1], object: { a: 1 } })).toBe('[] [1] {"a":1}')
  })

  it('may hold braces and quotes inside its strings', () => {
    expect(value("${'a}b'}")).toBe('a}b')
    expect(value('${"it\'s {fine}"}')).toBe("it's {fine}")
    expect(value("${'say \\'}\\''}")).toBe("say '}'")
  })

  it('remembers the variables it reads and no others', () => {
    expect(parseExpression("${a.b[c] == 'd' ? e.contains(f) : not empty g} and ${h}").reads).toEqual(['a', 'c', 'e', 'f', 'g', 'h'])
  })
})

describe('operators', () => {
  it.each([
    ['${1 + 2 * 3}', 7],
    ['${(1 + 2) * 3}', 9],
    ['${10 - 4 - 3}', 3],
    ['${12 / 4 / 3}', 1],
    ['${7 % 4 + 1}', 4],
    ['${-2 * 3}', -6],
    ['${- -2}', 2],
    ['${1 + 1 == 2 && 3 > 2}', true],
    ['${true || false && false}', true],
    ['${!false && false}', false],
    ['${1 < 2 == true}', true],
    ['${1.5e2}', 150],
    ['${true ? 1 : 2}', 1],
    ['${false ? 1 : false ? 2 : 3}', 3],
    ['${1 > 2 ? "a" : "b"}', 'b'],
  ])('%s is %j', (source, expected) => expect(value(source)).toBe(expected))

  it.each([
    ['eq', '=='],
    ['ne', '!='],
    ['lt', '<'],
    ['gt', '>'],
    ['le', '<='],
    ['ge', '>='],
    ['div', '/'],
    ['mod', '%'],
  ])('%s is the same as %s', (word, symbol) => {
    for (const [a, b] of [
      [1, 2],
      [2, 1],
      [6, 3],
      [3, 3],
    ])
      expect(value(`\${a ${word} b}`, { a, b })).toBe(value(`\${a ${symbol} b}`, { a, b }))
  })

  it.each([
    ['${a and not b}', true],
    ['${b or a}', true],
    ['${not a}', false],
  ])('%s may be spelled in words', (source, expected) => expect(value(source, { a: true, b: false })).toBe(expected))

  it('do not take the beginning of a name for a word operator', () => {
    expect(value('${order}', { order: 1 })).toBe(1)
    expect(value('${notable == andy}', { notable: 1, andy: 1 })).toBe(true)
  })

  it('evaluate the right side of and, or only when it matters', () => {
    expect(value('${a == null || a.size() > 0}', { a: null })).toBe(true)
    expect(value('${a != null && a.size() > 0}', { a: null })).toBe(false)
  })

  it.each([
    ['${5 == "5"}', true],
    ['${"5" == 5}', true],
    ['${"five" == 5}', false],
    ['${"" == 0}', false],
    ['${flag == "true"}', true],
    ['${"false" == flag}', false],
    ['${nothing == null}', true],
    ['${nothing == ""}', false],
    ['${nothing == 0}', false],
  ])('%s compares across types as JUEL does: %j', (source, expected) => expect(value(source, { flag: true, nothing: null })).toBe(expected))

  it('hold nothing for less or greater than null', () => {
    for (const operator of ['<', '>']) expect(value(`\${amount ${operator} 1000}`, { amount: null })).toBe(false)
    for (const operator of ['<=', '>=']) expect(value(`\${1000 ${operator} amount}`, { amount: null })).toBe(false)
    expect(value('${amount <= null}', { amount: null })).toBe(true)
  })

  it('order strings as text and numbers as numbers', () => {
    expect(value('${"b" > "a"}')).toBe(true)
    expect(value('${"10" > 9}')).toBe(true)
    expect(value('${day < "2026-03-02"}', { day: '2026-03-01' })).toBe(true)
  })

  it('add what reads as numbers, and join what does not', () => {
    expect(value('${count + 1}', { count: '1' })).toBe(2)
    expect(value('${"a" + 1}')).toBe('a1')
    expect(value('${"a" + nothing}', { nothing: null })).toBe('a')
  })

  it.each([
    ['${empty x}', null, true],
    ['${empty x}', '', true],
    ['${empty x}', [], true],
    ['${empty x}', {}, true],
    ['${empty x}', 0, false],
    ['${empty x}', false, false],
    ['${not empty x}', ['a'], true],
    ['${empty x}', { a: 1 }, false],
  ])('%s of %j is %j', (source, x, expected) => expect(value(source, { x })).toBe(expected))
})

describe('values', () => {
  const data = { hazard: { level: 'major', 'two words': 1, list: [{ name: '甲' }, { name: '乙' }] }, key: 'level', index: 1 }

  it('are read by member and by index', () => {
    expect(value('${hazard.level}', data)).toBe('major')
    expect(value('${hazard["two words"]}', data)).toBe(1)
    expect(value('${hazard[key]}', data)).toBe('major')
    expect(value('${hazard.list[index].name}', data)).toBe('乙')
    expect(value('${hazard.list[9]}', data)).toBe(null)
    expect(value('${hazard.list.size}', data)).toBe(2)
  })

  it('have the listed methods', () => {
    expect(value('${hazard.level.toUpperCase().startsWith("MA")}', data)).toBe(true)
    expect(value('${hazard.list.size() == 2 && !hazard.list.isEmpty()}', data)).toBe(true)
    expect(value('${"a,b".indexOf(",")}')).toBe(1)
    expect(value('${"abc".substring(1)}${"abc".substring(0, 1)}')).toBe('bca')
    expect(value('${people.contains("qy01")}', { people: ['qy01'] })).toBe(true)
  })

  it('named in Chinese are variables too', () => {
    expect(value('${隐患级别 == "重大"}', { 隐患级别: '重大' })).toBe(true)
  })
})

describe('what is wrong', () => {
  it.each([
    ['${missing}', 'unknown variable missing'],
    ['${empty missing}', 'unknown variable missing'],
    ['${hazard.missing}', 'unknown property missing'],
    ['${nothing.level}', 'cannot read level of null'],
    ['${hazard.evil()}', 'unknown method evil'],
    ['${"a".repeat(9)}', 'unknown method repeat'],
    ['${"a" * 2}', 'not a number: a'],
    ['${hazard < 2}', 'not a number'],
    ['${hazard && true}', 'not true or false'],
    ['${1 ? 2 : 3}', 'not true or false: 1'],
    ['${1 / 0}', 'not a finite number'],
    ['${0 / 0}', 'not a finite number'],
    ['${5 % 0}', 'not a finite number'],
  ])('%s says: %s', (source, sentence) => {
    expect(() => value(source, { hazard: {}, nothing: null })).toThrow(ExpressionError)
    expect(() => value(source, { hazard: {}, nothing: null })).toThrow(sentence)
  })

  it.each([
    '${',
    '${}',
    '${a',
    '${a b}',
    '${a +}',
    '${(a}',
    '${a[0}',
    '${a.}',
    '${a.1}',
    '${a ? b}',
    "${'a}",
    '${a = 1}',
    '${a; b}',
    '${a -> b}',
    '${{}}',
    '${`x`}',
    '${@}',
    '${f(}',
    '${f()}',
    '${1 2}',
  ])('%s can not be parsed', (source) => expect(() => parseExpression(source)).toThrow(ExpressionError))
})

describe('an attack', () => {
  it.each([
    "${''.constructor}",
    "${''.constructor.constructor('return process')()}",
    '${x.__proto__}',
    "${x['constructor']}",
    "${x['__proto__'].polluted}",
    '${x.toString}',
    '${x.hasOwnProperty("a")}',
    '${list.constructor}',
    '${list.map}',
    "${list['length'].constructor}",
    '${list.__proto__}',
    '${number.constructor}',
    '${number.toFixed(2)}',
    '${"a".valueOf()}',
    '${x.__defineGetter__("a", 1)}',
    '${"a".__proto__()}',
    '${"a".constructor()}',
    '${constructor}',
    '${__proto__}',
    '${process.env}',
    '${globalThis}',
  ])('%s reaches nothing', (source) => {
    expect(() => value(source, { x: {}, list: [1], number: 1 })).toThrow(ExpressionError)
  })

  it('by a value that can not be shown as text fails as an expression', () => {
    const x: unknown = JSON.parse('{"toString": null, "valueOf": 1, "__proto__": {"a": 1}}')
    for (const source of [
      '${x + "a"}',
      '${x - 1}',
      '${x ? 1 : 2}',
      '${y[x]}',
      '${x.evil()}',
      '${list[x]}',
      '${x < x}',
      '${"abc".substring(x)}',
      '${list.get(x)}',
      '${"a".contains(x)}',
      '${x.toString()}',
      'text ${x}',
      '${-x}',
    ]) {
      try {
        value(source, { x, y: {}, list: [1] })
      } catch (cause) {
        expect(cause, source).toBeInstanceOf(ExpressionError)
      }
    }
  })

  it.each([
    ['parentheses', `\${${'('.repeat(4900)}1${')'.repeat(4900)}}`],
    ['negations', `\${${'!'.repeat(9000)}true}`],
    ['signs', `\${${'- '.repeat(4900)}1}`],
    ['a long sum', `\${1${'+1'.repeat(4900)}}`],
    ['a long and', `\${a${'&&a'.repeat(3000)}}`],
    ['members', `\${a${'.a'.repeat(4900)}}`],
    ['indexes', `\${a${'[0]'.repeat(3000)}}`],
    ['nested indexes', `\${${'a['.repeat(4000)}0${']'.repeat(4000)}}`],
    ['ternaries', `\${${'a?b:'.repeat(2400)}c}`],
    ['calls', `\${a${'.trim()'.repeat(1300)}}`],
    ['arguments', `\${a.f(${'1,'.repeat(4900)}1)}`],
    ['length', `\${'${'a'.repeat(10_000)}'}`],
    ['many parts', '${a'.repeat(3000)],
    ['open quotes', `\${${"'a".repeat(4900)}}`],
  ])('by %s is refused when it is parsed', (_, source) => expect(() => parseExpression(source)).toThrow(ExpressionError))

  it('by doubling a text ends at one megabyte', () => {
    const big = 'a'.repeat(600_000)
    expect(() => value('${big + big}', { big })).toThrow('longer than')
    expect(() => value('${big}${big}', { big })).toThrow('longer than')
    expect(() => value('${big}${list}', { big, list: [big] })).toThrow('longer than')
  })
})
