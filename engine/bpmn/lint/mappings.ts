import { error, type Finding } from '../finding.ts'
import { children, extensions, idOf, isActivity, localType, text, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

/** `camunda:inputOutput` stands on activities and events, and each parameter has a name of its own, as Camunda demands. */
export const mappings: Rule = ({ process, nodes }) => [...[process, ...nodes].flatMap(checkPlace), ...nodes.flatMap(checkNames)]

function checkPlace(element: ModelElement): Finding[] {
  const [io, ...more] = extensions(element, 'camunda:InputOutput')
  if (!io) return []
  const type = localType(element)
  if (!isActivity(element) && !type.endsWith('Event'))
    return [error(idOf(element), 'mapping', `${type} 不能有输入输出映射`, `A ${type} can not have input or output mappings`)]
  if (more.length > 0) return [error(idOf(element), 'mapping', '输入输出映射只能有一处', 'There may be only one block of input and output mappings')]
  const isMisplaced = type === 'endEvent' && children(io, 'outputParameters').length > 0
  return isMisplaced ? [error(idOf(element), 'mapping', '结束事件不能有输出映射', 'An end event can not have output mappings')] : []
}

function checkNames(element: ModelElement): Finding[] {
  const [io] = extensions(element, 'camunda:InputOutput')
  return io ? [...checkList(element, children(io, 'inputParameters')), ...checkList(element, children(io, 'outputParameters'))] : []
}

function checkList(element: ModelElement, parameters: ModelElement[]): Finding[] {
  const names = parameters.map((parameter) => text(parameter, 'name')?.trim())
  const nameless = names.some((name) => !name) ? [error(idOf(element), 'mapping', '映射参数缺少名称', 'A mapping parameter has no name')] : []
  const twice = new Set(names.filter((name, index) => name && names.indexOf(name) < index))
  return [...nameless, ...[...twice].map((name) => error(idOf(element), 'mapping', `映射参数 ${name} 重复`, `The mapping parameter ${name} is given twice`))]
}
