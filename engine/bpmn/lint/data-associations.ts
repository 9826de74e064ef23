import type { Finding } from '../finding.ts'
import { child, children, isA, isActivity, type ModelElement } from '../model.ts'
import { refuse, warn } from './rule.ts'

/** Data goes from what the scope has into an input of the element, and from its outputs back (BPMN 2.0, 10.4.2). */
export function checkAssociations(element: ModelElement): Finding[] {
  return [
    ...children(element, 'dataInputAssociations').flatMap((association) => checkInput(element, association)),
    ...children(element, 'dataOutputAssociations').flatMap((association) => checkOutput(element, association)),
  ]
}

const say = (element: ModelElement, zh: string, en: string) => refuse(element, 'data', zh, en)

function checkInput(element: ModelElement, association: ModelElement): Finding[] {
  const target = child(association, 'targetRef')
  const findings = checkSources(element, association)
  if (target && !isOwn(element, target, 'bpmn:DataInput'))
    findings.push(say(element, '数据输入关联的终点须是本元素的数据输入', 'A data input association must end at a data input of its element'))
  return [...findings, ...children(association, 'sourceRef').flatMap((source) => checkVisible(element, source))]
}

function checkOutput(element: ModelElement, association: ModelElement): Finding[] {
  const target = child(association, 'targetRef')
  const findings = checkSources(element, association)
  if (children(association, 'sourceRef').some((source) => !isOwn(element, source, 'bpmn:DataOutput')))
    findings.push(say(element, '数据输出关联的起点须是本元素的数据输出', 'A data output association must begin at a data output of its element'))
  if (target && isA(target, 'bpmn:DataInput')) findings.push(say(element, '数据输入不能被写入', 'A data input can not be written to'))
  return target ? [...findings, ...checkVisible(element, target)] : findings
}

/** Something must come from somewhere, and several things need a transformation that makes one of them. */
function checkSources(element: ModelElement, association: ModelElement): Finding[] {
  const count = children(association, 'sourceRef').length
  const computed = child(association, 'transformation') !== undefined || children(association, 'assignment').length > 0
  if (computed || count === 1) return []
  if (count > 1) return [say(element, '多个来源须有转换', 'Several sources need a transformation')]
  return isOnlyDrawn(element, association)
    ? [warn(element, 'data', '数据关联没有来源,只是画出来的', 'The data association has no source: it is only drawn')]
    : [say(element, '数据关联没有来源', 'The data association has no source')]
}

/** Modelers that know no specification draw an arrow out of the activity and name only where it ends. */
const isOnlyDrawn = (element: ModelElement, association: ModelElement) =>
  association.$type === 'bpmn:DataOutputAssociation' && isActivity(element) && !child(element, 'ioSpecification')

/** Properties of the element stand for its inputs and outputs in files of modelers that draw data but know no specification. */
function isOwn(element: ModelElement, item: ModelElement, type: string): boolean {
  const specification = child(element, 'ioSpecification')
  const loop = child(element, 'loopCharacteristics')
  const holder = item.$parent
  const belongs = holder === element || holder === specification || (loop !== undefined && holder === loop)
  return belongs && (isA(item, type) || isA(item, 'bpmn:Property'))
}

/** Data is seen in its own scope and in those inside it (10.4.1). */
function checkVisible(element: ModelElement, item: ModelElement): Finding[] {
  const holder = item.$parent?.$type === 'bpmn:InputOutputSpecification' ? item.$parent.$parent : item.$parent
  const isStore = isA(item, 'bpmn:DataStore')
  for (let scope: ModelElement | undefined = element; scope; scope = scope.$parent) if (scope === holder) return []
  return isStore ? [] : [say(element, `数据 ${item.id ?? ''} 在此处不可见`, `The data ${item.id ?? ''} can not be seen here`)]
}
