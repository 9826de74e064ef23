import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../engine/bpmn/finding.ts'
import { readDecisions } from '../../../engine/decisions/read-decisions.ts'
import { dmnFile, dmnLiteral, dmnTable } from '../../support/dmn.ts'

async function refused(xml: string): Promise<string[]> {
  const { findings } = await readDecisions(xml)
  for (const { message } of findings) expect(message['zh-CN']).not.toBe('')
  return findings.filter(({ severity }) => severity === 'error').map(({ element, message }: Finding) => `${element}: ${message.en}`)
}

const decision = (logic: string, id = 'decide') => dmnFile(`<decision id="${id}" name="n">${logic}</decision>`)

describe('a DMN file', () => {
  it('gives its decisions with what they are called and kept for', async () => {
    const attributes = 'camunda:versionTag="v1" camunda:historyTimeToLive="P30D"'
    const { model, findings } = await readDecisions(dmnFile(dmnTable({ id: 'a', attributes, rules: [['1']] }) + dmnLiteral('b', 'B', '1', ['a'])))
    expect(findings).toEqual([])
    expect(model.decisions).toMatchObject({
      a: { name: 'a', versionTag: 'v1', historyTtl: 30, requires: [] },
      b: { variable: 'B', requires: ['a'], historyTtl: null },
    })
  })

  it.each(['http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'http://www.omg.org/spec/DMN/20180521/MODEL/'])('of an earlier version is read: %s', async (uri) => {
    const xml = dmnFile(dmnTable({ inputs: ['a:string'], rules: [['"x"', '1']] })).replace('https://www.omg.org/spec/DMN/20191111/MODEL/', uri)
    expect(await refused(xml)).toEqual([])
  })

  it('may hold what modelers write and what explains', async () => {
    const xml = dmnFile(
      `${dmnTable({ inputs: ['a'], rules: [['-', '1']] })}
       <inputData id="data" name="a" /><knowledgeSource id="law" name="law" />
       <textAnnotation id="note"><text>why</text></textAnnotation>
       <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="decide"><dc:Bounds height="80" width="180" x="1" y="1" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>`,
      'xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0" exporter="Camunda Modeler" exporterVersion="5.0"',
    ).replace('<rule id="decide_r1">', '<rule id="decide_r1"><description>first</description>')
    expect(await refused(xml)).toEqual([])
  })
})

describe('a DMN file is refused', () => {
  it.each([
    ['not XML', 'decide', /could not be read/],
    ['with a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${dmnFile(dmnTable({}))}`, /DOCTYPE and ENTITY/],
    ['of more than a megabyte', dmnFile(`<!-- ${'x'.repeat(1_100_000)} -->`), /larger than 1 MB/],
    ['of another kind', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" />', /./],
    ['with an id twice', dmnFile(dmnTable({ rules: [['1']] }) + dmnLiteral('decide', 'x', '1')), /The id decide is used twice/],
    ['with an unknown element', dmnFile(`${dmnTable({ rules: [['1']] })}<decisions />`), /./],
    ['with an unknown attribute of Camunda', dmnFile(dmnTable({ attributes: 'camunda:nonsense="1"', rules: [['1']] })), /nonsense/],
    ['without a decision', dmnFile('<inputData id="data" name="a" />'), /holds no decision/],
  ])('%s', async (_, xml, sentence) => expect((await refused(xml)).join('\n')).toMatch(sentence))

  it.each([
    ['decision without logic', decision(''), 'decide: The decision has neither a table nor an expression'],
    [
      'invocation',
      decision('<invocation><literalExpression><text>f</text></literalExpression></invocation>'),
      'decide: invocation as decision logic is not executed',
    ],
    [
      'context',
      decision('<context><contextEntry><literalExpression><text>1</text></literalExpression></contextEntry></context>'),
      'decide: context as decision logic is not executed',
    ],
    ['relation', decision('<relation><column name="a" /></relation>'), 'decide: relation as decision logic is not executed'],
    ['list', decision('<list><literalExpression><text>1</text></literalExpression></list>'), 'decide: list as decision logic is not executed'],
    [
      'function',
      decision('<functionDefinition kind="FEEL"><literalExpression><text>1</text></literalExpression></functionDefinition>'),
      'decide: functionDefinition as decision logic is not executed',
    ],
    [
      'business knowledge model',
      dmnFile(`${dmnLiteral('decide', 'x', '1')}<businessKnowledgeModel id="bkm" name="b" />`),
      'bkm: businessKnowledgeModel is not executed',
    ],
    ['decision service', dmnFile(`${dmnLiteral('decide', 'x', '1')}<decisionService id="s" name="s" />`), 's: decisionService is not executed'],
    ['language', decision('<literalExpression expressionLanguage="groovy"><text>1</text></literalExpression>'), 'decide: The language groovy is not supported'],
    ['empty expression', decision('<literalExpression />'), 'decide: The expression is empty'],
    [
      'wrong expression',
      decision('<literalExpression><text>1 +</text></literalExpression>'),
      'decide: The expression is wrong: incomplete FEEL expression: 1 +',
    ],
    ['unknown type', dmnFile(dmnTable({ inputs: ['a:colour'], rules: [['-', '1']] })), /The type colour is unknown/],
    ['wrong cell', dmnFile(dmnTable({ inputs: ['a'], rules: [['> >', '1']] })), /The expression is wrong/],
    [
      'history time to live',
      dmnFile(dmnTable({ attributes: 'camunda:historyTimeToLive="long"', rules: [['1']] })),
      'decide: The history time to live long is neither days nor P…D',
    ],
    ['requirement that is not there', dmnFile(dmnLiteral('decide', 'x', '1', ['missing'])), 'decide: #missing that is required does not exist'],
    ['circle of requirements', dmnFile(dmnLiteral('a', 'a', '1', ['b']) + dmnLiteral('b', 'b', '1', ['a'])), 'a: The decision a needs itself to be made'],
    ['hit policy', dmnFile(dmnTable({ policy: 'hitPolicy="SOME"', rules: [['1']] })), 'decide: The hit policy SOME is unknown'],
    ['aggregation without COLLECT', dmnFile(dmnTable({ policy: 'aggregation="SUM"', rules: [['1']] })), 'decide: Only the hit policy COLLECT can aggregate'],
    [
      'aggregation of two outputs',
      dmnFile(dmnTable({ policy: 'hitPolicy="COLLECT" aggregation="SUM"', outputs: ['a', 'b'], rules: [['1', '2']] })),
      'decide: A table with several outputs can not aggregate',
    ],
    [
      'priority without values',
      dmnFile(dmnTable({ policy: 'hitPolicy="PRIORITY"', rules: [['1']] })),
      'decide: The hit policy PRIORITY needs the output values of each output, in order',
    ],
    ['two outputs of one name', dmnFile(dmnTable({ outputs: ['a', 'a'], rules: [['1', '2']] })), 'decide: Outputs must have different names'],
    ['rule with too few entries', dmnFile(dmnTable({ inputs: ['a', 'b'], rules: [['1']] })), 'decide_r1: Rule 1 has not as many entries as there are columns'],
  ])('with a %s, by name', async (_, xml, sentence) => {
    const said = await refused(xml)
    if (typeof sentence === 'string') expect(said).toContain(sentence)
    else expect(said.join('\n')).toMatch(sentence)
  })

  it('with all its mistakes at once', async () => {
    const xml = dmnFile(dmnTable({ id: 'one', inputs: ['a +'], outputs: ['b', 'b'], rules: [['>', '1', ')']] }) + dmnLiteral('two', 'x', '1', ['three']))
    expect((await refused(xml)).length).toBeGreaterThanOrEqual(5)
  })
})
