import { error, type Finding } from '../../bpmn/finding.ts'
import { child, children, idOf, localType, text, type ModelElement } from '../../bpmn/model.ts'
import type { Decision, DecisionModel } from '../decision-model.ts'
import type { DmnFile } from './file.ts'

/** What a decision needs to be known first: other decisions of the file, and input data, of which the name and type count. */
export function readRequirements(element: ModelElement, file: DmnFile): Pick<Decision, 'requires' | 'inputData'> {
  const requires: string[] = []
  const inputData: Decision['inputData'] = []
  for (const requirement of children(element, 'informationRequirement')) {
    const reference = child(requirement, 'requiredDecision') ?? child(requirement, 'requiredInput')
    const required = reference && referred(reference, { element, file })
    if (required && localType(required) === 'decision') requires.push(idOf(required))
    else if (required) inputData.push(inputOf(required, file))
  }
  if (children(element, 'knowledgeRequirement').length > 0)
    file.report(error(idOf(element), 'unsupported', '尚不支持业务知识模型', 'Business knowledge models are not executed'))
  return { requires, inputData }
}

function referred(reference: ModelElement, { element, file }: { element: ModelElement; file: DmnFile }): ModelElement | undefined {
  const href = text(reference, 'href') ?? ''
  const found = href.startsWith('#') ? file.elements.get(href.slice(1)) : undefined
  const fits = found && ['decision', 'inputData'].includes(localType(found))
  if (!fits) file.report(error(idOf(element), 'requirement', `所需的 ${href} 不存在`, `${href} that is required does not exist`))
  return fits ? found : undefined
}

function inputOf(element: ModelElement, file: DmnFile): Decision['inputData'][number] {
  const variable = child(element, 'variable')
  return { name: (variable && text(variable, 'name')) ?? text(element, 'name') ?? idOf(element), type: variable ? file.typeOf(variable) : 'any' }
}

/** Decisions that need themselves can not be made: each is named. */
export function circleFindings(model: DecisionModel): Finding[] {
  const settled = new Set<string>()
  const all = Object.values(model.decisions)
  for (let count = -1; count !== settled.size;) {
    count = settled.size
    for (const { id, requires } of all) if (requires.every((each) => settled.has(each))) settled.add(id)
  }
  return all
    .filter(({ id }) => !settled.has(id))
    .map(({ id }) => error(id, 'requirement', `决策 ${id} 依赖于自身`, `The decision ${id} needs itself to be made`))
}
