import { error } from '../../bpmn/finding.ts'
import { child, children, idOf, text, type ModelElement } from '../../bpmn/model.ts'
import type { Aggregation, DecisionTable, HitPolicy, InputClause, OutputClause, Rule } from '../decision-model.ts'
import { textsOfTests } from '../../bpmn/expressions/unary-tests.ts'
import { compileTests, compileText } from './compile-text.ts'
import type { DmnFile } from './file.ts'

const policies: readonly HitPolicy[] = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER']
const aggregations: readonly Aggregation[] = ['SUM', 'MIN', 'MAX', 'COUNT']
/** Each cell is a text that is parsed when the file is deployed. */
const maxCells = 10_000

type Place = { decision: ModelElement; file: DmnFile }

/** Compiles a decision table (DMN 1.3, 8.3): its columns, rules and what makes the result out of the rules that match. */
export function compileTable(table: ModelElement, { decision, file }: Place): DecisionTable {
  const [inputs, outputs, rules] = [children(table, 'input'), children(table, 'output'), children(table, 'rule')]
  const at = idOf(decision)
  if (outputs.length === 0) file.report(error(at, 'table', '决策表没有输出列', 'The decision table has no output'))
  const tooLarge = rules.length * (inputs.length + outputs.length) > maxCells
  if (tooLarge) file.report(error(at, 'size', `决策表超过 ${maxCells} 格`, `The decision table has more than ${maxCells} cells`))
  const compiled: DecisionTable = {
    kind: 'table',
    hitPolicy: policyOf(table, { decision, file }),
    aggregation: aggregations.find((each) => each === text(table, 'aggregation')) ?? null,
    inputs: inputs.map((input) => compileInput(input, { decision, file })),
    outputs: outputs.map((output) => compileOutput(output, { decision, file, isOnly: outputs.length === 1 })),
    rules: tooLarge ? [] : rules.map((rule, index) => compileRule(rule, { decision, file, index, columns: [inputs.length, outputs.length] })),
  }
  for (const [zh, en] of mistakesOf(compiled, text(table, 'aggregation') !== undefined)) file.report(error(at, 'table', zh, en))
  return compiled
}

function policyOf(table: ModelElement, { decision, file }: Place): HitPolicy {
  const written = text(table, 'hitPolicy') ?? 'UNIQUE'
  const policy = policies.find((each) => each === written)
  if (!policy) file.report(error(idOf(decision), 'table', `未知的命中策略 ${written}`, `The hit policy ${written} is unknown`))
  return policy ?? 'UNIQUE'
}

function mistakesOf({ hitPolicy, aggregation, outputs }: DecisionTable, hasAggregation: boolean): [zh: string, en: string][] {
  const names = outputs.map(({ name }) => name)
  const needsOrder = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER'
  const mistakes: [boolean, string, string][] = [
    [hasAggregation && aggregation === null, '未知的汇总方式', 'The aggregation is unknown'],
    [hasAggregation && hitPolicy !== 'COLLECT', '只有命中策略 COLLECT 可以汇总', 'Only the hit policy COLLECT can aggregate'],
    [hasAggregation && outputs.length > 1, '有多个输出列时不能汇总', 'A table with several outputs can not aggregate'],
    [new Set(names).size < names.length, '各输出列的名称必须不同', 'Outputs must have different names'],
    [
      needsOrder && outputs.some(({ values }) => values.length === 0),
      `命中策略 ${hitPolicy} 要求每个输出列列出取值`,
      `The hit policy ${hitPolicy} needs the output values of each output, in order`,
    ],
  ]
  return mistakes.filter(([isOne]) => isOne).map(([, zh, en]) => [zh, en])
}

function compileInput(input: ModelElement, { decision, file }: Place): InputClause {
  const at = input.id ?? idOf(decision)
  const literal = child(input, 'inputExpression')
  const expression = compileText(literal, file, at)
  if (!expression) file.report(error(at, 'table', '输入列没有表达式', 'The input has no expression'))
  const allowed = compileTests(child(input, 'inputValues'), file, at)
  return {
    id: idOf(input),
    name: text(input, 'label') ?? expression?.text ?? '',
    expression: expression ?? { language: 'feel', text: 'null' },
    type: literal ? file.typeOf(literal) : 'any',
    variable: text(input, 'camunda:inputVariable') ?? null,
    allowed: allowed === '-' ? null : allowed,
  }
}

function compileOutput(output: ModelElement, { decision, file, isOnly }: Place & { isOnly: boolean }): OutputClause {
  const at = output.id ?? idOf(decision)
  const name = text(output, 'name') ?? (isOnly ? nameOfOnly(decision) : '')
  if (name === '') file.report(error(at, 'table', '多个输出列时每列都要有名称', 'With several outputs each needs a name'))
  const values = compileTests(child(output, 'outputValues'), file, at)
  return {
    id: idOf(output),
    label: text(output, 'label') ?? name,
    name,
    type: file.typeOf(output),
    values: values === '-' ? [] : textsOfTests(values).map((each) => ({ language: 'feel', text: each })),
    otherwise: compileText(child(output, 'defaultOutputEntry'), file, at) ?? null,
  }
}

/** The only output of a table needs no name: it is called after its decision's variable then (DMN 1.3, 8.3.2). */
function nameOfOnly(decision: ModelElement): string {
  const variable = child(decision, 'variable')
  return (variable && text(variable, 'name')) ?? idOf(decision)
}

function compileRule(rule: ModelElement, { decision, file, index, columns }: Place & { index: number; columns: [number, number] }): Rule {
  const at = rule.id ?? idOf(decision)
  const [tests, outputs] = [children(rule, 'inputEntry'), children(rule, 'outputEntry')]
  if (tests.length !== columns[0] || outputs.length !== columns[1])
    file.report(error(at, 'table', `第 ${index + 1} 条规则的列数不符`, `Rule ${index + 1} has not as many entries as there are columns`))
  return {
    id: idOf(rule),
    tests: tests.map((entry) => compileTests(entry, file, at)),
    outputs: outputs.map((entry) => compileText(entry, file, entry.id ?? at) ?? { language: 'feel', text: 'null' }),
  }
}
