import { describe, expect, it } from 'vitest'
import { ExpressionError } from '../../../../engine/bpmn/expressions/expression.ts'
import { parseExpression } from '../../../../engine/bpmn/expressions/parse-expression.ts'

const value = (source: string, variables: Record<string, unknown> = {}) =>
  parseExpression(source).evaluate((name) => (Object.hasOwn(variables, name) ? variables[name] : undefined))
const refusal = (sentence: string) => new ExpressionError(sentence)

const execution = Object.freeze({
  id: 'e-1',
  processInstanceId: 'i-1',
  processBusinessKey: 'YH-1',
  currentActivityId: 'Task_1',
  tenantId: null,
  currentUser: 'zhang',
  currentUserGroups: ['township-handler@1'],
  now: '2026-01-31T10:00:00.000Z',
})

describe('the execution in an expression', () => {
  it.each<[string, unknown]>([
    ['${execution.getVariable("days")}', 3],
    ["${execution.getVariable('missing')}", null],
    ['${execution.getVariable("days") > 2 and execution.hasVariable("days")}', true],
    ['${execution.hasVariable("missing")}', false],
    ['${execution.getProcessInstanceId()}', 'i-1'],
    ['${execution.processInstanceId}', 'i-1'],
    ['${execution.id}', 'e-1'],
    ['${execution.getProcessBusinessKey()}', 'YH-1'],
    ['${execution.processBusinessKey}', 'YH-1'],
    ['${execution.businessKey}-${execution.getBusinessKey()}', 'YH-1-YH-1'],
    ['${execution.currentActivityId}', 'Task_1'],
    ["${execution['tenantId']}", null],
    ['${currentUser()}', 'zhang'],
    ['${currentUserGroups()}', ['township-handler@1']],
  ])('%s is %j', (source, expected) => expect(value(source, { execution, days: 3 })).toEqual(expected))

  it.each([
    ['${execution.setVariable("a", 1)}', 'execution.setVariable can not be called in an expression, which only reads'],
    ['${execution.getEventName()}', 'unknown property eventName of execution'],
    ['${execution.constructor}', 'unknown property constructor of execution'],
    ['${execution.__proto__}', 'unknown property __proto__ of execution'],
    ['${execution.getClass().getName()}', 'unknown property class of execution'],
    ['${execution.getVariable(1)}', 'not the name of a variable: 1'],
    ['${execution.getVariable("execution")}', 'not the name of a variable: execution'],
    ['${execution.evil()}', 'unknown method evil of execution'],
    ['${now(1)}', 'now is called with 1 arguments'],
  ])('%s is refused: %s', (source, sentence) => expect(() => value(source, { execution })).toThrow(refusal(sentence)))

  it('is not known where nobody tells it', () => {
    expect(() => value('${execution.processInstanceId}')).toThrow(refusal('unknown property processInstanceId of execution'))
    expect(() => value('${now()}')).toThrow(refusal('now is not known here'))
    expect(value('${execution.getVariable("a")}', { a: 1 })).toBe(1)
  })

  it('counts the variables it is asked for by name', () => {
    expect(parseExpression('${execution.getVariable("a") == b and execution.hasVariable("c") and now() != null}').reads).toEqual(['execution', 'a', 'b', 'c'])
  })
})

describe('the time in an expression', () => {
  it.each([
    ['${now()}', '2026-01-31T10:00:00.000Z'],
    ['${dateTime().toDate()}', '2026-01-31T10:00:00.000Z'],
    ['${dateTime().plusDays(1)}', '2026-02-01T10:00:00.000Z'],
    ['${dateTime().plusWeeks(1).plusHours(2).toDate()}', '2026-02-07T12:00:00.000Z'],
    ['${dateTime().plusMonths(1)}', '2026-02-28T10:00:00.000Z'],
    ['${dateTime().plusYears(1).plusMinutes(30).plusSeconds(days)}', '2027-01-31T10:30:03.000Z'],
    ['${dateTime().minusDays(31).minusHours(10)}', '2025-12-31T00:00:00.000Z'],
    ['${found.plusDays(days)}', '2026-03-04T00:00:00.000Z'],
  ])('%s is %s', (source, expected) => expect(value(source, { execution, days: 3, found: '2026-03-01T08:00:00+08:00' })).toBe(expected))

  it.each([
    ['${"soon".plusDays(1)}', 'not a date: soon'],
    ['${now().plusDays(1.5)}', 'not a whole number from 0 on: 1.5'],
    ['${now().plusYears(9000)}', '2026-01-31T10:00:00.000Z and 9000 more lead beyond the year 9999'],
  ])('%s is refused: %s', (source, sentence) => expect(() => value(source, { execution })).toThrow(refusal(sentence)))
})

describe('methods of plain values', () => {
  it.each<[string, unknown]>([
    ['${text.concat("!").replace("a", "bb").lastIndexOf("b")}', 2],
    ['${text.charAt(1)}', 'b'],
    ['${text.compareTo("b") < 0}', true],
    ['${" ".isBlank()}', true],
    ['${list.containsAll(list)}', true],
    ['${list.lastIndexOf(1)}', 2],
    ['${list.get(1)}', 2],
    ['${order.get("a")}', 1],
    ['${order.get("b")}', null],
    ['${order.containsKey("a") and order.containsValue(1)}', true],
    ['${order.size()}', 1],
    ['${order.keySet()}', ['a']],
    ['${order.values()}', [1]],
    ['${order.isEmpty()}', false],
    ['${number.intValue()}', 2],
    ['${number.doubleValue()}', 2.5],
    ['${number.compareTo(3)}', -1],
    ['${flag.booleanValue()}', true],
  ])('%s is %j', (source, expected) => expect(value(source, { text: 'abc', list: [1, 2, 1], order: { a: 1 }, number: 2.5, flag: true })).toEqual(expected))

  it.each([
    ['${list.get(5)}', 'the list has no item 5'],
    ['${nothing.length()}', 'cannot call length of null'],
    ['${order.get("__proto__").x}', 'cannot read x of null'],
    ['${order.constructor}', 'unknown property constructor'],
  ])('%s is refused: %s', (source, sentence) => expect(() => value(source, { list: [], nothing: null, order: {} })).toThrow(refusal(sentence)))

  it('unknown functions are found when the text is parsed', () => expect(() => parseExpression('${evil(1)}')).toThrow(refusal('unknown function evil')))
})

describe('attacks', () => {
  it('text that repeats a large variable is stopped before it is all there', () => {
    expect(() => value('${a}'.repeat(2000), { a: 'x'.repeat(600_000) })).toThrow(/longer than 1048576 characters/)
    expect(() => value(`\${a${'.concat(a)'.repeat(100)}}`, { a: 'x'.repeat(600_000) })).toThrow(/longer than 1048576 characters/)
    expect(() => value('${a.replace("x", a)}', { a: 'x'.repeat(2_000) })).toThrow(/longer than 1048576 characters/)
  })
})
