import { afterAll, describe, expect, it } from 'vitest'
import type { ComputeAnswer } from '../../../engine/execution/need.ts'
import { createScriptHost } from '../../../engine/scripts/script-host.ts'

const host = createScriptHost({ workers: 2, deadlineMs: 2_000 })
afterAll(() => host.stop())

const javascript = (source: string, variables: Record<string, unknown> = {}, deadlineMs?: number): Promise<ComputeAnswer> =>
  host.run({ kind: 'compute', language: 'javascript', source, variables }, deadlineMs === undefined ? {} : { deadlineMs })
const feel = (source: string, variables: Record<string, unknown> = {}, deadlineMs?: number): Promise<ComputeAnswer> =>
  host.run({ kind: 'compute', language: 'feel', source, variables }, deadlineMs === undefined ? {} : { deadlineMs })

const result = (value: unknown) => ({ result: value, variables: [] })

describe('a script in JavaScript', () => {
  it.each<[string, unknown, Record<string, unknown>?]>([
    ['1 + 2', 3],
    ['amount * 2', 8, { amount: 4 }],
    ['execution.getVariable("order").lines[0].price', 7, { order: { lines: [{ price: 7 }] } }],
    ['execution.getVariable("missing")', null],
    ['[execution.hasVariable("a"), execution.hasVariable("b")]', [true, false], { a: null }],
    ['execution.getVariables()', { a: 1, b: [2] }, { a: 1, b: [2] }],
    ['var x = 1; if (x) { "a" } else { "b" }', 'a'],
    ['let amount2 = amount; var amount = 5; amount + amount2', 9, { amount: 4 }],
    ['undefined', null],
    ['0 / 0', null],
    ['({ a: undefined, b: [undefined], c: "隐患" })', { b: [null], c: '隐患' }],
    ['new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['new Date("2026-03-01T00:00:00Z").getUTCDay() + Date.UTC(1970, 0, 1)', 0],
    ['console.log("a"); print("b"); 7', 7],
    ['typeof name + typeof execution', 'stringobject', { name: 'a', execution: { id: 'x' } }],
    ['eval("1 + 1") + Function("return 1")()', 3],
    ['JSON.stringify({ a: Math.max(1, 2) })', '{"a":2}'],
  ])('%s gives %j', async (source, value, variables) => expect(await javascript(source, variables)).toEqual(result(value)))

  it('sets variables in order, as copies of that moment', async () => {
    const answer = await javascript(
      `
      const order = execution.getVariable('order')
      order.total = 5
      execution.setVariable('order', order)
      order.total = 6
      execution.setVariableLocal('note', 'n')
      execution.setVariable('order', execution.getVariable('order').total + 1)
      execution.setVariables({ a: null })
      order.total
    `,
      { order: {} },
    )

    expect(answer).toEqual({
      result: 6,
      variables: [
        { name: 'order', value: { total: 5 }, local: false },
        { name: 'note', value: 'n', local: true },
        { name: 'order', value: 6, local: false },
        { name: 'a', value: null, local: false },
      ],
    })
  })

  it('sees what it has set, also as a global', async () => {
    expect(await javascript('execution.setVariable("a", 2); [a, execution.getVariable("a")]', { a: 1 })).toMatchObject({ result: [2, 2] })
    expect(await javascript('execution.setVariable("fresh", 2); fresh')).toMatchObject({ result: 2 })
  })

  it('knows the facts of its execution that it is given, and no others', async () => {
    const facts = { processInstanceId: 'i-1', processBusinessKey: 'k', currentActivityId: 'Task_1' }
    const source =
      '[execution.getProcessInstanceId(), execution.getProcessBusinessKey(), execution.businessKey, execution.currentActivityId, execution.getTenantId()]'
    expect(await javascript(source, { execution: facts })).toEqual(result(['i-1', 'k', 'k', 'Task_1', null]))
    expect(await javascript('execution.getVariables()', { execution: facts, a: 1 })).toEqual(result({ a: 1 }))
  })

  it.each([
    ['throw new BpmnError("too-much", "more than allowed")', { code: 'too-much', message: 'more than allowed' }],
    ['throw new BpmnError("E1")', { code: 'E1', message: '' }],
    ['throw new org.camunda.bpm.engine.delegate.BpmnError("E2", "m")', { code: 'E2', message: 'm' }],
    ['var B = Java.type("org.camunda.bpm.engine.delegate.BpmnError"); throw new B("E3")', { code: 'E3', message: '' }],
  ])('throws an error of BPMN: %s', async (source, bpmnError) => expect(await javascript(source)).toEqual({ bpmnError }))

  it.each([
    ['amount + 1', "ReferenceError: 'amount' is not defined (line 1)"],
    ['\n\nnull.x', "TypeError: cannot read property 'x' of null (line 3)"],
    ['1 +', "SyntaxError: unexpected token in expression: '' (line 1)"],
    ['throw "plain"', 'threw plain'],
    ['throw { a: 1 }', 'threw {"a":1}'],
    ['throw undefined', 'threw undefined'],
    ['new Date()', 'TypeError: a script has no clock: running it again must give the same (line 1)'],
    ['Date.now()', 'TypeError: a script has no clock: running it again must give the same (line 1)'],
    ['new Date(0).constructor.now()', 'TypeError: a script has no clock: running it again must give the same (line 1)'],
    ['Date()', 'TypeError: a script has no clock: running it again must give the same (line 1)'],
    ['Math.random()', 'TypeError: a script has no chance: running it again must give the same (line 1)'],
    ['new BpmnError()', 'TypeError: BpmnError needs a code (line 1)'],
    ['Java.type("java.lang.Runtime")', 'TypeError: there is no Java class java.lang.Runtime (line 1)'],
    ['execution.setVariable("", 1)', 'TypeError: a variable needs a name of 1 to 255 characters (line 1)'],
    ['(function () {})', 'TypeError: a function is no data'],
    ['({ a: Symbol("x") })', 'TypeError: a symbol is no data'],
    ['10n', 'TypeError: a bigint is no data'],
    ['new Map([[1, 2]])', 'TypeError: [object Map] is no data'],
    ['const a = {}; a.a = a; a', 'TypeError: circular reference'],
    ['execution.setVariable("f", () => 1)', 'TypeError: a function is no data (line 1)'],
    ['Promise.resolve(1)', 'the result is a promise, which is no data'],
    ['(async () => { throw 1 })()', 'the result is a promise, which is no data'],
  ])('%s fails: %s', async (source, failure) => expect(await javascript(source)).toEqual({ failure }))
})

describe('an attack in JavaScript', () => {
  it.each([
    ['this.constructor.constructor("return process")()'],
    ['require("fs")'],
    ['process.exit(1)'],
    ['globalThis.process.env'],
    ['import.meta'],
    ['fetch("http://127.0.0.1")'],
    ['setTimeout(() => {}, 0)'],
    ['execution.getVariable.constructor("return process")()'],
    ['new Worker("x")'],
    ['WebAssembly.compile'],
    ['os.getenv("HOME")'],
    ['std.open("/etc/passwd", "r")'],
  ])('reaches nothing of the host: %s', async (source) => {
    const answer = await javascript(source)
    expect('failure' in answer && answer.failure).toMatch(/(ReferenceError|TypeError|SyntaxError)/)
  })

  it.each([
    ['an endless loop', 'for (;;) ;'],
    ['a regular expression', '/^(a+)+$/.test("a".repeat(50) + "b")'],
    ['an endless getter', '({ get a() { for (;;) ; } })'],
    ['an endless toJSON', 'Object.prototype.toJSON = () => { for (;;) ; }; ({})'],
    ['an endless message', 'throw { toString() { for (;;) ; }, get message() { for (;;) ; } }'],
    ['a loop that catches everything', 'for (;;) { try { for (;;) ; } catch (e) {} }'],
  ])('that does not end is stopped: %s', async (_, source) => expect(await javascript(source, {}, 150)).toEqual({ failure: 'took longer than 150 ms' }))

  it.each([
    ['a list', 'const all = []; for (;;) all.push("x".repeat(100000) + all.length)'],
    ['one text', '"a".repeat(1e8)'],
    ['a buffer', 'new ArrayBuffer(1e9)'],
    ['a text that doubles', 'let s = "aaaa"; for (;;) s = s + s + "b"'],
  ])('on the memory ends: %s', async (_, source) => {
    const answer = await javascript(source)
    expect('failure' in answer && answer.failure).toMatch(/memory|too long|invalid array/i)
  })

  it.each([
    ['deep calls', '(function f() { f() })()', /stack/],
    ['deep data', 'let deep = []; for (let i = 0; i < 5000; i++) deep = [deep]; deep', /deep|stack|interpreter/],
    ['data deeper than anybody reads', 'let deep = []; for (let i = 0; i < 300; i++) deep = [deep]; deep', /nested more than 200 deep/],
    ['a large result', '"a".repeat(2000000)', /the result is longer than 1048576 characters/],
    ['a large variable', 'execution.setVariable("big", "a".repeat(2000000))', /big is longer than 1048576 characters/],
  ])('with %s fails', async (_, source, sentence) => {
    const answer = await javascript(source)
    expect('failure' in answer && answer.failure).toMatch(sentence)
  })

  it('that pretends another outcome gets another outcome of its own, and no other shape', async () => {
    expect(await javascript('Object.prototype.toJSON = () => ({ result: 1 }); ({})')).toEqual(result({ result: 1 }))
    const answer = await javascript('Object.prototype.toJSON = function () { return 5 }; null.x')
    expect(answer).toEqual({ failure: 'what it gives is no data' })
  })

  it('on intrinsics does not reach the next run', async () => {
    const spoiled = 'JSON.stringify = Array.prototype.map = Object.keys = () => { throw 1 }; Object.prototype.evil = 1; globalThis.leak = 1; 5'
    for (let run = 0; run < 4; run++) expect(await javascript(spoiled)).toEqual(result(5))
    expect(await javascript('[typeof leak, ({}).evil === undefined, [1].map((x) => x + 1), JSON.stringify({})]')).toEqual(
      result(['undefined', true, [2], '{}']),
    )
  })

  it('by names of variables changes nothing else', async () => {
    const variables = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 2, "JSON": 3, "hasOwnProperty": 4, "undefined": 5 }')
    expect(await javascript('[({}).a === undefined, typeof JSON.parse, execution.getVariable("JSON"), execution.getVariable("__proto__")]', variables)).toEqual(
      result([true, 'function', 3, { a: 1 }]),
    )
  })

  it('leaves the others alone: they are answered meanwhile and afterwards', async () => {
    const bad = ['for (;;) ;', 'new Array(1e9).fill(1)', 'let d = []; for (;;) d = [d]', 'for (;;) ;'].map((source) => javascript(source, {}, 400))
    const good = Array.from({ length: 10 }, (_, number) => javascript(`${number} + 1`))
    expect(await Promise.all(good)).toEqual(Array.from({ length: 10 }, (_, number) => result(number + 1)))
    for (const answer of await Promise.all(bad)) expect(answer).toHaveProperty('failure')
  })
})

describe('an unbounded expression in FEEL', () => {
  it.each<[string, unknown, Record<string, unknown>?]>([
    ['= for i in 1..3 return i * i', [1, 4, 9]],
    [
      'sum(for line in lines return line.price * line.count)',
      14,
      {
        lines: [
          { price: 2, count: 3 },
          { price: 4, count: 2 },
        ],
      },
    ],
    ['= matches(code, "^[A-Z]{2}[0-9]+$")', true, { code: 'YH123' }],
    ['= date("2026-03-01") + duration("P1M")', '2026-04-01'],
  ])('%s gives %j', async (source, value, variables) => expect(await feel(source, variables)).toEqual(result(value)))

  it.each([
    ['= for i in missing return i', 'unknown variable missing'],
    ['= for i in', 'incomplete FEEL expression: for i in'],
    ['= function(x) x', 'the result is a range or a function, which is no data'],
  ])('%s fails: %s', async (source, failure) => expect(await feel(source)).toEqual({ failure }))

  it.each([
    ['a loop in a loop', '= count(for a in 1..100000, b in 1..100000 return 1)'],
    ['a regular expression', '= matches(text, "^(a+)+$")'],
    ['a recursion', '= {f: function(n) f(n) + f(n), g: function(n) for i in 1..1000000000 return i, r: g(1)}.r'],
  ])('that does not end is stopped: %s', async (_, source) => {
    const answer = await feel(source, { text: `${'a'.repeat(60)}b` }, 300)
    expect('failure' in answer && answer.failure).toMatch(/took longer than 300 ms|memory/)
  })

  it('that takes all memory fails alone', async () => {
    const bomb = feel('= {a: for i in 1..100000000 return "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + string(i)}.a', {}, 20_000)
    const good = feel('= for i in 1..2 return i')
    expect(await good).toEqual(result([1, 2]))
    expect(await bomb).toHaveProperty('failure')
    expect(await feel('= for i in 1..2 return i')).toEqual(result([1, 2]))
  })
})

describe('the host of scripts', () => {
  it('answers what waits when it stops, and whoever asks later', async () => {
    const own = createScriptHost({ workers: 1, deadlineMs: 5_000 })
    const running = own.run({ kind: 'compute', language: 'javascript', source: 'for (;;) ;', variables: {} })
    const waiting = own.run({ kind: 'compute', language: 'javascript', source: '1', variables: {} })
    await own.stop()
    expect(await waiting).toEqual({ failure: 'the script host is stopping' })
    expect(await running).toHaveProperty('failure')
    expect(await own.run({ kind: 'compute', language: 'javascript', source: '1', variables: {} })).toEqual({ failure: 'the script host is stopping' })
  })

  it('refuses variables that are no data', async () => {
    expect(await javascript('1', { f: () => 1 })).toMatchObject({ failure: expect.stringContaining('the variables are no plain data') })
  })
})
