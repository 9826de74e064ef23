import { maxResultLength } from './task.ts'

/**
 * The first code of every run, inside the interpreter: makes what a script may see out of its variables (as JSON text), and gives back two functions that
 * put its outcome into JSON text again. It keeps its own references to what it needs, so that a script that changes intrinsics deceives only itself.
 *
 * What Camunda's scripts use and is given: variables as globals, `execution`, `BpmnError`, also by its Java name. Taken away: the clock and chance, because
 * a step that is run again must come to the same end. `console.log` and `print` do nothing: a script that only talks must not fail for it.
 */
export const sandbox = `(function (input) {
  'use strict'
  const { parse, stringify } = JSON
  const { defineProperty, keys, prototype: objects } = Object
  const tagOf = Function.prototype.call.bind(objects.toString)
  const global = globalThis
  const values = parse(input)
  const facts = values.execution !== null && typeof values.execution === 'object' ? values.execution : {}
  delete values.execution
  const changes = []
  let count = 0

  const refuse = (what) => { throw new TypeError('a script has no ' + what + ': running it again must give the same') }
  const RealDate = Date
  const SafeDate = function Date(...args) {
    if (!new.target || args.length === 0) refuse('clock')
    return Reflect.construct(RealDate, args, new.target)
  }
  defineProperty(SafeDate, 'prototype', { value: RealDate.prototype, writable: false })
  SafeDate.UTC = RealDate.UTC
  SafeDate.parse = RealDate.parse
  SafeDate.now = () => refuse('clock')
  defineProperty(RealDate.prototype, 'constructor', { value: SafeDate, writable: true, configurable: true })
  global.Date = SafeDate
  Math.random = () => refuse('chance')
  for (const name of ['SharedArrayBuffer', 'Atomics', 'performance', 'WeakRef', 'FinalizationRegistry']) delete global[name]

  class BpmnError extends Error {
    constructor(code, message) {
      super(message === undefined || message === null ? '' : String(message))
      if (typeof code !== 'string' || code === '') throw new TypeError('BpmnError needs a code')
      this.name = 'BpmnError'
      this.code = code
    }
    getErrorCode() { return this.code }
    getMessage() { return this.message }
  }
  const javaName = 'org.camunda.bpm.engine.delegate.BpmnError'
  global.BpmnError = BpmnError
  global.org = { camunda: { bpm: { engine: { delegate: { BpmnError } } } } }
  global.Java = { type(name) { if (name === javaName) return BpmnError; throw new TypeError('there is no Java class ' + name) } }
  global.print = () => undefined
  global.console = { log() {}, info() {}, warn() {}, error() {}, debug() {} }

  const plain = (value) => stringify(value === undefined ? null : value, (key, item) => {
    const type = typeof item
    if (type === 'function' || type === 'symbol' || type === 'bigint') throw new TypeError('a ' + type + ' is no data')
    if (type === 'object' && item !== null) {
      const tag = tagOf(item)
      if (tag !== '[object Object]' && tag !== '[object Array]') throw new TypeError(tag + ' is no data')
    }
    return item
  })
  const kept = (value, what) => {
    const text = plain(value)
    if (text.length > ${maxResultLength}) throw new RangeError(what + ' is longer than ${maxResultLength} characters')
    return text
  }

  const given = { __proto__: null }
  const show = (name) => {
    if (name in global && !given[name]) return
    given[name] = true
    defineProperty(global, name, { value: values[name], writable: true, enumerable: true, configurable: true })
  }
  const set = (name, value, local) => {
    if (typeof name !== 'string' || name === '' || name.length > 255) throw new TypeError('a variable needs a name of 1 to 255 characters')
    const text = kept(value, name)
    defineProperty(changes, count++, { value: stringify(name) + ',"local":' + local + ',"value":' + text, writable: true, enumerable: true, configurable: true })
    defineProperty(values, name, { value: parse(text), writable: true, enumerable: true, configurable: true })
    show(name)
  }
  const has = (name) => objects.hasOwnProperty.call(values, name)
  const fact = (name) => () => objects.hasOwnProperty.call(facts, name) ? facts[name] : null
  const execution = {
    getVariable: (name) => has(name) ? values[name] : null,
    hasVariable: (name) => has(name),
    getVariables: () => parse(stringify(values)),
    getVariableNames: () => keys(values),
    setVariable: (name, value) => set(name, value, false),
    setVariableLocal: (name, value) => set(name, value, true),
    setVariables: (all) => { for (const name of keys(all)) set(name, all[name], false) },
    getId: fact('id'),
    getProcessInstanceId: fact('processInstanceId'),
    getProcessDefinitionId: fact('processDefinitionId'),
    getProcessBusinessKey: fact('processBusinessKey'),
    getBusinessKey: fact('processBusinessKey'),
    getCurrentActivityId: fact('currentActivityId'),
    getCurrentActivityName: fact('currentActivityName'),
    getTenantId: fact('tenantId'),
    getEventName: fact('eventName'),
  }
  for (const name of keys(facts)) if (!(name in execution)) defineProperty(execution, name, { value: facts[name], enumerable: true })
  defineProperty(execution, 'businessKey', { value: fact('processBusinessKey')(), enumerable: true })
  Object.freeze(execution)
  defineProperty(global, 'execution', { value: execution })
  for (const name of keys(values)) show(name)

  const short = (text) => text.length > 500 ? text.slice(0, 500) + '…' : text
  const describe = (error) => {
    if (error instanceof BpmnError) return stringify({ bpmnError: { code: short(String(error.code)), message: short(String(error.message)) } })
    const isError = error instanceof Error
    const line = isError ? /script\\.js:(\\d+)/.exec(String(error.stack)) : null
    const text = isError ? error.name + ': ' + error.message : 'threw ' + (typeof error === 'object' && error !== null ? plain(error) : String(error))
    return stringify({ failure: short(text) + (line ? ' (line ' + line[1] + ')' : '') })
  }
  const finish = (value) => {
    try {
      const result = kept(value, 'the result')
      let all = ''
      for (let index = 0; index < count; index++) all += (index ? ',' : '') + '{"name":' + changes[index] + '}'
      return '{"result":' + result + ',"variables":[' + all + ']}'
    } catch (error) {
      return describe(error)
    }
  }
  return { finish, describe }
})`
