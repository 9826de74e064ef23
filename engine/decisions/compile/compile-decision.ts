import { error } from '../../bpmn/finding.ts'
import { child, idOf, localType, text, type ModelElement } from '../../bpmn/model.ts'
import type { Decision } from '../decision-model.ts'
import { compileTable } from './compile-table.ts'
import { compileText } from './compile-text.ts'
import type { DmnFile } from './file.ts'
import { readRequirements } from './requirements.ts'

const limits = { key: 100, name: 200, versionTag: 100 }

/** Compiles one decision. What can not be executed is reported at its id; the result is then not to be used. */
export function compileDecision(element: ModelElement, file: DmnFile): Decision {
  const id = idOf(element)
  const variable = child(element, 'variable')
  const name = text(element, 'name') ?? id
  const versionTag = text(element, 'camunda:versionTag') ?? null
  if (id === '') file.report(error('', 'id', `决策“${name}”没有 id`, `The decision "${name}" has no id`))
  for (const [what, value] of Object.entries({ key: id, name, versionTag: versionTag ?? '' }))
    if (value.length > Reflect.get(limits, what)) file.report(error(id, 'size', `${what} 过长`, `The ${what} is too long`))
  return {
    id,
    name,
    variable: (variable && text(variable, 'name')) ?? name,
    type: variable ? file.typeOf(variable) : 'any',
    versionTag,
    historyTtl: historyTtl(element, file),
    ...readRequirements(element, file),
    logic: logicOf(element, file),
  }
}

function logicOf(element: ModelElement, file: DmnFile): Decision['logic'] {
  const logic = child(element, 'decisionLogic')
  const kind = logic && localType(logic)
  if (logic && kind === 'decisionTable') return compileTable(logic, { decision: element, file })
  const expression = kind === 'literalExpression' ? compileText(logic, file, idOf(element)) : undefined
  if (!logic) file.report(error(idOf(element), 'logic', '决策没有决策表或表达式', 'The decision has neither a table nor an expression'))
  else if (kind !== 'literalExpression')
    file.report(error(idOf(element), 'unsupported', `尚不支持以 ${kind} 作决策逻辑`, `${kind} as decision logic is not executed`))
  else if (!expression) file.report(error(idOf(element), 'logic', '表达式为空', 'The expression is empty'))
  return { kind: 'literal', expression: expression ?? { language: 'feel', text: 'null' } }
}

/** Days, as a number or as `P30D`, as Camunda has it. */
function historyTtl(element: ModelElement, file: DmnFile): number | null {
  const written = text(element, 'camunda:historyTimeToLive')
  if (written === undefined) return null
  const days = /^(?:P(\d{1,6})D|(\d{1,6}))$/.exec(written)
  if (!days) file.report(error(idOf(element), 'history-ttl', `历史保留期 ${written} 无效`, `The history time to live ${written} is neither days nor P…D`))
  return days ? Number(days[1] ?? days[2]) : null
}
