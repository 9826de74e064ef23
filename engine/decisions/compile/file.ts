import { error, type Finding } from '../../bpmn/finding.ts'
import { child, children, idOf, localType, text, type ModelElement } from '../../bpmn/model.ts'
import type { FeelType } from '../decision-model.ts'
import { createTypes } from './types.ts'

/** What compiling one element has to know of the whole file, and where it reports what it finds. */
export type DmnFile = {
  /** Elements that may be required, by id. */
  elements: Map<string, ModelElement>
  /** Every declared name, for the FEEL parser: with signs in it, only its declaration tells it from an operation. */
  names: string[]
  /** The language of expressions that name none. */
  language: 'feel' | 'juel'
  findings: Finding[]
  report(finding: Finding): void
  /** Reports an unknown type at the element that has it. */
  typeOf(element: ModelElement): FeelType
}

const maxFindings = 1000

export function createFile(root: ModelElement): DmnFile {
  const drg = children(root, 'drgElement')
  const findings: Finding[] = []
  const report = (finding: Finding) => void (findings.length < maxFindings && findings.push(finding))
  const types = createTypes(children(root, 'itemDefinition'), report)
  return {
    elements: new Map(drg.map((element) => [idOf(element), element])),
    names: [...new Set(drg.flatMap(namesOf))],
    language: /^juel$/i.test(text(root, 'expressionLanguage') ?? '') ? 'juel' : 'feel',
    findings,
    report,
    typeOf(element) {
      const name = text(element, 'typeRef')
      const type = name === undefined ? 'any' : types(name)
      if (type === undefined) report(error(idOf(element), 'type', `未知的类型 ${name}`, `The type ${name} is unknown`))
      return type ?? 'any'
    },
  }
}

/** The name of a decision or input data, and of its variable. */
function namesOf(element: ModelElement): string[] {
  if (!['decision', 'inputData'].includes(localType(element))) return []
  const variable = child(element, 'variable')
  return [text(element, 'name'), variable && text(variable, 'name')].flatMap((name) => (name === undefined ? [] : [name]))
}
