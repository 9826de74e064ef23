import { fromCamundaDate } from './dates.ts'
import { invalidRequest } from './errors.ts'

/** What a query parameter, or the field of the same name in the body of a POSTed query, may be. */
export type Kind = 'text' | 'texts' | 'flag' | 'whole' | 'instant' | 'conditions' | 'queries' | 'dates' | 'value'
export type ValueOf<K extends Kind> = {
  text: string
  texts: string[]
  flag: boolean
  whole: number
  instant: string
  conditions: Condition[]
  queries: Record<string, unknown>[]
  dates: DateCondition[]
  value: unknown
}[K]

/** `amount_gteq_5`: a variable of this name compares so with this value. */
export type Condition = { name: string; operator: Operator; value: unknown }
export const operators = ['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq', 'like', 'notLike'] as const
export type Operator = (typeof operators)[number]

/** `gt_2026-03-01T08:00:00.000+0000`: a date compares so with this instant. */
export type DateCondition = { operator: '>' | '<'; value: string }

/** @throws InvalidRequestException as Camunda words it */
export function parseValue<K extends Kind>(kind: K, name: string, given: unknown): ValueOf<K> {
  return parsers[kind](given, name)
}

const parsers: { [K in Kind]: (given: unknown, name: string) => ValueOf<K> } = {
  text: (given) => String(given),
  texts: (given) => (Array.isArray(given) ? given.map(String) : String(given).split(',')),
  flag(given, name) {
    if (given === true || given === 'true') return true
    if (given === false || given === 'false') return false
    throw unfit(name, given, 'Cannot convert value to Boolean')
  },
  whole(given, name) {
    const number = Number(given)
    if (given === '' || !Number.isInteger(number)) throw unfit(name, given, 'Cannot convert value to Integer')
    return number
  },
  instant(given, name) {
    const iso = typeof given === 'string' ? fromCamundaDate(given) : undefined
    if (iso === undefined) throw unfit(name, given, `Cannot convert value to java.util.Date`)
    return iso
  },
  conditions: (given) => (Array.isArray(given) ? given.map(conditionOf) : String(given).split(',').map(conditionFrom)),
  queries: (given) => (Array.isArray(given) ? given.map((each) => ({ ...Object(each) })) : []),
  dates: (given, name) =>
    Array.isArray(given)
      ? given.map((each) => dateOf(Reflect.get(Object(each), 'operator'), Reflect.get(Object(each), 'value'), name))
      : dateTexts(given, name),
  value: (given) => (typeof given === 'string' ? guessed(given) : given),
}

function unfit(name: string, given: unknown, why: string) {
  return invalidRequest(`Cannot set query parameter '${name}' to value '${String(given)}': ${why}`)
}

function conditionFrom(text: string): Condition {
  const [name = '', operator = '', value = '', ...rest] = text.split('_')
  if (rest.length > 0 || text.split('_').length !== 3) throw invalidRequest('variable query parameter has to have format KEY_OPERATOR_VALUE.')
  return { name, operator: operatorOf(operator), value: guessed(value) }
}

/** In an address every value is text: what reads like a number or a truth value is meant as one. */
function guessed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function conditionOf(given: unknown): Condition {
  if (typeof given !== 'object' || given === null || !('name' in given) || !('operator' in given))
    throw invalidRequest('A variable query needs name, operator and value')
  return { name: String(given.name), operator: operatorOf(String(given.operator)), value: 'value' in given ? given.value : null }
}

function operatorOf(text: string): Operator {
  const found = operators.find((each) => each === text)
  if (found === undefined) throw invalidRequest(`Invalid variable comparator specified: ${text}`)
  return found
}

function dateTexts(given: unknown, name: string): DateCondition[] {
  return String(given)
    .split(',')
    .map((text) => dateOf(text.slice(0, text.indexOf('_')), text.slice(text.indexOf('_') + 1), name))
}

function dateOf(operator: unknown, value: unknown, name: string): DateCondition {
  if (operator !== 'gt' && operator !== 'lt') throw invalidRequest(`Invalid ${name} comparator specified: ${String(operator)}`)
  return { operator: operator === 'gt' ? '>' : '<', value: parsers.instant(value, name) }
}
