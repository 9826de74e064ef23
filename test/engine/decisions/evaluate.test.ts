import { describe, expect, it } from 'vitest'
import { evaluateDecision } from '../../../engine/decisions/evaluate/evaluate-decision.ts'
import type { DecisionMade } from '../../../engine/decisions/evaluate/outcome.ts'
import { readDecisions } from '../../../engine/decisions/read-decisions.ts'
import { dmnFile, dmnLiteral, dmnTable, type TableSketch } from '../../support/dmn.ts'

async function outcome(xml: string, variables: Record<string, unknown> = {}, decision = 'decide') {
  const { model, findings } = await readDecisions(xml)
  expect(findings).toEqual([])
  return evaluateDecision({ model, decision, variables })
}

async function made(xml: string, variables: Record<string, unknown> = {}, decision = 'decide'): Promise<DecisionMade> {
  const result = await outcome(xml, variables, decision)
  if ('failure' in result) throw new Error(result.failure)
  return result
}

const table = (sketch: TableSketch, variables: Record<string, unknown> = {}) => made(dmnFile(dmnTable(sketch)), variables).then(({ outputs }) => outputs)
const failure = (sketch: TableSketch, variables: Record<string, unknown> = {}) =>
  outcome(dmnFile(dmnTable(sketch)), variables).then((result) => ('failure' in result ? result.failure : result.outputs))

/** Three rules that overlap from 5 on. */
const overlapping: TableSketch = {
  inputs: ['days:integer'],
  outputs: ['level'],
  rules: [
    ['>= 1', '"low"'],
    ['>= 5', '"high"'],
    ['>= 5', '"low"'],
  ],
}

describe('the hit policy', () => {
  it('UNIQUE takes the one rule that matches, and fails when there are more', async () => {
    expect(await table(overlapping, { days: 2 })).toEqual([{ level: 'low' }])
    expect(await table(overlapping, { days: 0 })).toEqual([])
    expect(await failure(overlapping, { days: 5 })).toBe('decision decide: 3 rules match (1, 2, 3), but only one may')
  })

  it('ANY takes one of several with the same outputs, and fails when they differ', async () => {
    const any = { ...overlapping, policy: 'hitPolicy="ANY"' }
    expect(await failure(any, { days: 5 })).toBe('decision decide: the rules that match (1, 2, 3) must have the same outputs')
    expect(await table({ ...any, rules: [...(any.rules ?? []).slice(0, 1), ['>= 3', '"low"']] }, { days: 5 })).toEqual([{ level: 'low' }])
  })

  it('FIRST takes the first rule in the order of the table', async () => {
    expect(await table({ ...overlapping, policy: 'hitPolicy="FIRST"' }, { days: 9 })).toEqual([{ level: 'low' }])
  })

  it('PRIORITY takes the output that comes first in the list of values', async () => {
    const priority = { ...overlapping, policy: 'hitPolicy="PRIORITY"', outputValues: '"high", "low"' }
    expect(await table(priority, { days: 9 })).toEqual([{ level: 'high' }])
    expect(await table(priority, { days: 1 })).toEqual([{ level: 'low' }])
  })

  it('OUTPUT ORDER gives all in the order of the list of values, RULE ORDER in that of the rules', async () => {
    const all = [{ level: 'low' }, { level: 'high' }, { level: 'low' }]
    expect(await table({ ...overlapping, policy: 'hitPolicy="RULE ORDER"' }, { days: 9 })).toEqual(all)
    expect(await table({ ...overlapping, policy: 'hitPolicy="OUTPUT ORDER"', outputValues: '"high","low"' }, { days: 9 })).toEqual([all[1], all[0], all[2]])
  })

  it('PRIORITY and OUTPUT ORDER fail for an output that is not in the list', async () => {
    const sketch = { ...overlapping, policy: 'hitPolicy="PRIORITY"', outputValues: '"high"' }
    expect(await failure(sketch, { days: 9 })).toBe('decision decide: "low" of rule 1 is not among the values of level')
  })

  const counted: TableSketch = {
    inputs: ['days'],
    outputs: ['fee:number'],
    rules: [
      ['> 0', '10'],
      ['> 3', 'days * 2'],
      ['> 100', '1000'],
    ],
  }

  it.each([
    ['', [{ fee: 10 }, { fee: 8 }], null],
    ['aggregation="SUM"', [{ fee: 18 }], 18],
    ['aggregation="MIN"', [{ fee: 8 }], 8],
    ['aggregation="MAX"', [{ fee: 10 }], 10],
    ['aggregation="COUNT"', [{ fee: 2 }], 2],
  ])('COLLECT %s gives %j', async (aggregation, outputs, collectResult) => {
    const result = await made(dmnFile(dmnTable({ ...counted, policy: `hitPolicy="COLLECT" ${aggregation}` })), { days: 4 })
    expect(result.outputs).toEqual(outputs)
    expect(result.decisions[0]?.collectResult).toBe(collectResult)
  })

  it.each([
    ['', []],
    ['aggregation="SUM"', []],
    ['aggregation="COUNT"', [{ fee: 0 }]],
  ])('COLLECT %s without a match gives %j', async (aggregation, outputs) => {
    expect(await table({ ...counted, policy: `hitPolicy="COLLECT" ${aggregation}` }, { days: 0 })).toEqual(outputs)
  })

  it('COLLECT can only calculate with numbers', async () => {
    const sketch = { ...overlapping, policy: 'hitPolicy="COLLECT" aggregation="SUM"' }
    expect(await failure(sketch, { days: 1 })).toBe('decision decide: SUM needs numbers, not "low"')
  })

  it('leaves the default output to be taken when no rule matches', async () => {
    expect(await table({ ...overlapping, otherwise: '"none"' }, { days: 0 })).toEqual([{ level: 'none' }])
    expect(await table({ ...overlapping, otherwise: '"none"' }, { days: 2 })).toEqual([{ level: 'low' }])
  })
})

describe('a cell', () => {
  it.each<[string, unknown, boolean]>([
    ['-', 1, true],
    ['', null, true],
    ['3', 3, true],
    ['3', 4, false],
    ['"a"', 'a', true],
    ['"a", "b"', 'b', true],
    ['not("a", "b")', 'b', false],
    ['not("a", "b")', 'c', true],
    ['true', true, true],
    ['false', true, false],
    ['< 3', 2, true],
    ['> 3, < 0', -1, true],
    ['[1..3]', 3, true],
    ['[1..3[', 3, false],
    ['(1..3]', 1, false],
    ['limit', 7, true],
    ['> limit', 8, true],
    ['limits', 2, true],
    ['? > 3 and ? < 9', 5, true],
    ['? = limit or ? = 1', 1, true],
    ['cellInput > 3', 4, true],
    ['contains(?, "b")', 'abc', true],
    ['starts with(?, "b")', 'abc', false],
    ['matches(?, "^a.c$")', 'abc', true],
    ['null', null, true],
    ['3', null, false],
    ['> 3', null, false],
    ['limit + 1', 8, true],
    ['list contains([1, 2], ?)', 2, true],
  ])('%s tested with %j is %j', async (cell, value, expected) => {
    const outputs = await table({ inputs: ['value'], rules: [[cell, '1']] }, { value, limit: 7, limits: [1, 2] })
    expect(outputs).toEqual(expected ? [{ result: 1 }] : [])
  })

  it.each<[string, string, unknown, boolean]>([
    ['date', '< date("2026-03-01")', '2026-02-28', true],
    ['date', '< date("2026-03-01")', '2026-03-01', false],
    ['date', '[date("2026-01-01")..date("2026-12-31")]', '2026-06-01', true],
    ['dateTime', '> date and time("2026-03-01T00:00:00Z")', '2026-03-01T00:00:01.000Z', true],
    ['dayTimeDuration', '> duration("P1D")', 'PT25H', true],
    ['integer', '> 3', '4', true],
    ['boolean', 'true', 'true', true],
    ['string', '"4"', 4, true],
    ['double', '1.5', '1.5', true],
  ])('of a column of %s: %s tested with %j is %j', async (type, cell, value, expected) => {
    const outputs = await table({ inputs: [`value:${type}`], rules: [[cell, '1']] }, { value })
    expect(outputs).toEqual(expected ? [{ result: 1 }] : [])
  })

  it('may use the name that the table gives to its value', async () => {
    const xml = dmnFile(dmnTable({ inputs: ['a + b'], rules: [['total > 3', '1']] })).replace(
      '<input id="decide_i0"',
      '<input id="decide_i0" camunda:inputVariable="total"',
    )
    expect((await made(xml, { a: 2, b: 2 })).outputs).toEqual([{ result: 1 }])
  })
})

describe('a mistake while deciding', () => {
  it.each<[TableSketch, Record<string, unknown>, string]>([
    [{ inputs: ['days'], rules: [['> 3', '1']] }, {}, 'decision decide: input days: unknown variable days'],
    [{ inputs: ['days'], rules: [['> 3', '1']] }, { days: '5' }, 'decision decide: rule decide_r1: cannot compare "5" with 3'],
    [{ inputs: ['days:integer'], rules: [['> 3', '1']] }, { days: 'five' }, 'decision decide: input days: the value must be integer, not "five"'],
    [{ inputs: ['days:date'], rules: [['-', '1']] }, { days: 'today' }, 'decision decide: input days: the value must be date, not "today"'],
    [{ rules: [['missing']] }, {}, 'decision decide: rule decide_r1: unknown variable missing'],
    [{ outputs: ['result:integer'], rules: [['1.5']] }, {}, 'decision decide: rule decide_r1: result must be integer, not 1.5'],
  ])('%# says where it is', async (sketch, variables, sentence) => expect(await failure(sketch, variables)).toBe(sentence))

  it('is a value that is not among those of its column', async () => {
    const xml = dmnFile(dmnTable({ inputs: ['level'], rules: [['-', '1']] })).replace(
      '</inputExpression>',
      '</inputExpression><inputValues><text>"a","b"</text></inputValues>',
    )
    expect(await outcome(xml, { level: 'c' })).toEqual({ failure: 'decision decide: input level: "c" is not among its values' })
    expect((await made(xml, { level: 'b' })).outputs).toEqual([{ result: 1 }])
  })
})

describe('a literal expression', () => {
  it('gives its value under the name of its variable', async () => {
    expect((await made(dmnFile(dmnLiteral('decide', 'fee', 'days * 2 + 1')), { days: 3 })).outputs).toEqual([{ fee: 7 }])
  })

  it('may be in JUEL', async () => {
    const xml = dmnFile(dmnLiteral('decide', 'fee', '${days * 2}')).replace('<literalExpression>', '<literalExpression expressionLanguage="juel">')
    expect((await made(xml, { days: 3 })).outputs).toEqual([{ fee: 6 }])
  })

  it('gives dates as ISO text', async () => {
    expect((await made(dmnFile(dmnLiteral('decide', 'due', 'date(found) + duration("P15D")')), { found: '2026-02-20' })).outputs).toEqual([
      { due: '2026-03-07' },
    ])
  })
})

describe('required decisions', () => {
  const season = dmnTable({
    id: 'season',
    inputs: ['degrees'],
    outputs: ['time'],
    rules: [
      ['> 20', '"summer"'],
      ['<= 20', '"winter"'],
    ],
  })

  it('are made first and read by the names of their outputs, their name, id and variable', async () => {
    for (const name of ['time', 'season']) {
      const dish = dmnTable({
        id: 'dish',
        inputs: [name, 'guests'],
        outputs: ['dish'],
        rules: [
          ['"winter"', '< 9', '"stew"'],
          ['"summer"', '-', '"salad"'],
        ],
        requires: ['season'],
      })
      const result = await made(dmnFile(season + dish), { degrees: 5, guests: 3 }, 'dish')
      expect(result.outputs).toEqual([{ dish: 'stew' }])
      expect(result.decisions.map(({ decision }) => decision)).toEqual(['season', 'dish'])
    }
    const count = dmnLiteral('degrees_seen', 'Degrees Seen', '21')
    const warm = dmnTable({ id: 'warm', inputs: ['Degrees Seen'], rules: [['> 20', 'true']], requires: ['degrees_seen'] })
    expect((await made(dmnFile(warm + count), {}, 'warm')).outputs).toEqual([{ result: true }])
  })

  it('with several outputs are a context, with several rules a list', async () => {
    const both = dmnTable({ id: 'both', inputs: [], outputs: ['a', 'b'], rules: [['1', '2']] })
    const many = dmnTable({ id: 'many', policy: 'hitPolicy="COLLECT"', outputs: ['n'], rules: [['1'], ['2']] })
    const all = dmnLiteral('all', 'all', '[both.b, count(many), sum(n)]', ['both', 'many'])
    expect((await made(dmnFile(both + many + all), {}, 'all')).outputs).toEqual([{ all: [2, 2, 3] }])
  })

  it('needed by several are made once', async () => {
    const one = dmnLiteral('one', 'one', '1')
    const a = dmnLiteral('a', 'a', 'one + 1', ['one'])
    const b = dmnLiteral('b', 'b', 'one + 2', ['one'])
    const top = dmnLiteral('top', 'top', 'a + b', ['a', 'b'])
    const result = await made(dmnFile(top + a + b + one), {}, 'top')
    expect(result.outputs).toEqual([{ top: 5 }])
    expect(result.decisions.map(({ decision }) => decision)).toEqual(['one', 'a', 'b', 'top'])
  })

  it('take input data of the declared type', async () => {
    const data = '<inputData id="data" name="Found On"><variable name="Found On" typeRef="date" /></inputData>'
    const due = dmnLiteral('due', 'due', 'Found On + duration("P1D")').replace(
      '<literal',
      '<informationRequirement><requiredInput href="#data" /></informationRequirement><literal',
    )
    expect((await made(dmnFile(data + due), { 'Found On': '2026-02-28' }, 'due')).outputs).toEqual([{ due: '2026-03-01' }])
  })
})

describe('what is kept of a decision', () => {
  it('are its inputs as they were compared, and the outputs of the rules that count', async () => {
    const { decisions } = await made(dmnFile(dmnTable({ ...overlapping, inputs: ['days + 1:integer'] })), { days: 1 })
    expect(decisions).toEqual([
      {
        decision: 'decide',
        inputs: [{ id: 'decide_i0', name: 'days + 1', value: 2 }],
        outputs: [{ id: 'decide_o0', name: 'level', variableName: 'level', ruleId: 'decide_r1', ruleOrder: 1, value: 'low' }],
        collectResult: null,
      },
    ])
  })
})
