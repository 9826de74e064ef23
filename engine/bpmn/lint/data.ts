import type { Finding } from '../finding.ts'
import { child, children, eventDefinitions, flowElements, isEvent, isSubProcess, property, text, triggerOfDefinition, type ModelElement } from '../model.ts'
import { checkAssociations } from './data-associations.ts'
import { refuse, type Rule } from './rule.ts'

/** Data of a process: objects, properties, inputs and outputs of activities (BPMN 2.0, 10.4). */
export const data: Rule = ({ process, nodes }) => [
  ...flowElements(process)
    .filter(({ $type }) => $type === 'bpmn:DataObjectReference')
    .flatMap(checkReference),
  ...[process, ...nodes].flatMap(checkSpecification),
  ...nodes.flatMap(checkAssociations),
  ...[...flowElements(process), ...[process, ...nodes].flatMap(itemsOf)].flatMap(checkCollection),
]

function checkReference(reference: ModelElement): Finding[] {
  const object = child(reference, 'dataObjectRef')
  if (!object) return [refuse(reference, 'data', '数据对象引用没有指明数据对象', 'The data object reference refers to no data object')]
  for (let scope = reference.$parent; scope; scope = scope.$parent) if (scope === object.$parent) return []
  return [refuse(reference, 'data', '引用的数据对象在此处不可见', 'The data object that is referred to can not be seen here')]
}

function itemsOf(element: ModelElement): ModelElement[] {
  const specification = child(element, 'ioSpecification')
  const own = [...children(element, 'dataInputs'), ...children(element, 'dataOutputs')]
  return specification ? [...own, ...children(specification, 'dataInputs'), ...children(specification, 'dataOutputs')] : own
}

/** With an item definition, isCollection says what that says (10.4.1, attributes of data objects, inputs and outputs). */
function checkCollection(item: ModelElement): Finding[] {
  const definition = child(item, 'itemSubjectRef')
  const declared = property(item, 'isCollection')
  if (!definition || typeof declared !== 'boolean' || declared === (property(definition, 'isCollection') === true)) return []
  return [refuse(item, 'data', 'isCollection 与其数据类型定义不一致', 'isCollection differs from that of its item definition')]
}

/** Every input and output belongs to a set, and sets hold nothing else. Sub-processes take what their scope has (10.4.1). */
function checkSpecification(element: ModelElement): Finding[] {
  const specification = child(element, 'ioSpecification')
  if (!specification) return isEvent(element) ? [...checkEventSets(element), ...checkPayload(element)] : []
  if (isSubProcess(element)) return [refuse(element, 'data', '子流程不能有输入输出规格', 'A sub-process can not have data inputs and outputs of its own')]
  return [
    ...checkMessageData(element, specification),
    ...checkSets(element, specification, {
      items: 'dataInputs',
      sets: 'inputSets',
      refs: 'dataInputRefs',
      optional: 'optionalInputRefs',
      zh: '输入',
      en: 'input',
    }),
    ...checkSets(element, specification, {
      items: 'dataOutputs',
      sets: 'outputSets',
      refs: 'dataOutputRefs',
      optional: 'optionalOutputRefs',
      zh: '输出',
      en: 'output',
    }),
  ]
}

/** A send task has the one thing it sends, a receive task the one it receives (10.3.3). */
function checkMessageData(task: ModelElement, specification: ModelElement): Finding[] {
  const items = { 'bpmn:SendTask': 'dataInputs', 'bpmn:ReceiveTask': 'dataOutputs' }[task.$type]
  return items !== undefined && children(specification, items).length > 1
    ? [refuse(task, 'data', '发送和接收任务只能有一项消息数据', 'A send or receive task can have only one item of message data')]
    : []
}

type Words = { items: string; sets: string; refs: string; optional: string; zh: string; en: string }

function checkSets(element: ModelElement, specification: ModelElement, { items, sets, refs, optional, zh, en }: Words): Finding[] {
  const own = children(specification, items)
  const grouped = children(specification, sets)
  const listed = grouped.flatMap((set) => children(set, refs))
  const findings = own
    .filter((item) => !listed.includes(item))
    .map((item) => refuse(element, 'data', `数据${zh} ${nameOf(item)} 不在任何${zh}集合中`, `The data ${en} ${nameOf(item)} is in no ${en} set`))
  if (listed.some((item) => !own.includes(item)))
    findings.push(refuse(element, 'data', `${zh}集合引用了别处的数据`, `An ${en} set refers to data of another element`))
  if (grouped.some((set) => children(set, optional).some((item) => !children(set, refs).includes(item))))
    findings.push(refuse(element, 'data', `可选的数据须也在${zh}集合中`, `What is optional must be in the ${en} set too`))
  return findings
}

function checkEventSets(event: ModelElement): Finding[] {
  const own = [...children(event, 'dataInputs'), ...children(event, 'dataOutputs')]
  const listed = [child(event, 'inputSet'), child(event, 'outputSet')].flatMap((set) =>
    set ? [...children(set, 'dataInputRefs'), ...children(set, 'dataOutputRefs')] : [],
  )
  return listed.some((item) => !own.includes(item)) ? [refuse(event, 'data', '集合引用了别处的数据', 'A set refers to data of another element')] : []
}

const withPayload = ['message', 'signal', 'error', 'escalation']

/** What an event carries is what its definitions carry: one item each (10.5.1). */
function checkPayload(event: ModelElement): Finding[] {
  const carriers = eventDefinitions(event).filter((definition) => withPayload.includes(triggerOfDefinition(definition))).length
  const items = children(event, 'dataInputs').length + children(event, 'dataOutputs').length
  return items > carriers ? [refuse(event, 'data', '事件的数据多于其触发条件所带的数据', 'The event has more data than its triggers carry')] : []
}

const nameOf = (item: ModelElement) => text(item, 'name') ?? item.id ?? ''
