import type { Finding } from '../finding.ts'
import { child, children, idOf, isGateway, localType, text, type ModelElement } from '../model.ts'
import { lintContext, refuse, type FileRule, type LintContext } from './rule.ts'

/** A process that calls itself before any choice would never end: found by following, from the start, what is certain to happen. */
export const recursion: FileRule = ({ executable, can }) => {
  const calls = new Map(executable.map((process) => [idOf(process), certainCalls(lintContext(process, can))]))
  return [...calls].flatMap(([key, own]) => own.filter((call) => leadsBack(calledBy(call), key, calls)).map(isEndless))
}

const isEndless = (call: ModelElement): Finding =>
  refuse(call, 'recursion', '流程从开始起不经任何选择就调用自己,永远不会结束', 'The process calls itself without any choice on the way: it would never end')

const calledBy = (call: ModelElement) => text(call, 'calledElement')?.trim() ?? ''

function leadsBack(called: string, key: string, calls: ReadonlyMap<string, ModelElement[]>): boolean {
  const seen = new Set<string>()
  const waiting = [called]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === key) return true
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(calls.get(next) ?? []).map(calledBy))
  }
  return false
}

function certainCalls(context: LintContext): ModelElement[] {
  const starts = children(context.process, 'flowElements').filter(({ $type }) => $type === 'bpmn:StartEvent')
  const seen = new Set<ModelElement>()
  const waiting = starts.length === 1 ? starts : []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    waiting.push(...certainlyNext(node, context))
  }
  return [...seen].filter(isCertainCall)
}

/** A loop may run no time, another version may be another model. */
function isCertainCall(node: ModelElement): boolean {
  const binding = text(node, 'camunda:calledElementBinding') ?? 'latest'
  return node.$type === 'bpmn:CallActivity' && !child(node, 'loopCharacteristics') && ['latest', 'deployment'].includes(binding)
}

/** What follows whatever happens: not behind a decision, a condition or an activity that can be interrupted; into plain sub-processes. */
function certainlyNext(node: ModelElement, { outgoing, boundary, incoming }: LintContext): ModelElement[] {
  const flows = outgoing(node)
  const decides = isGateway(node) && localType(node) !== 'parallelGateway' && flows.length > 1
  if (decides || boundary(node).length > 0 || child(node, 'loopCharacteristics') || flows.some((flow) => child(flow, 'conditionExpression'))) return []
  const inside = node.$type === 'bpmn:SubProcess' ? children(node, 'flowElements').filter(({ $type }) => $type === 'bpmn:StartEvent') : []
  const targets = flows.flatMap((flow) => child(flow, 'targetRef') ?? [])
  return [...inside, ...targets.filter((target) => !isGateway(target) || incoming(target).length === 1 || localType(target) === 'exclusiveGateway')]
}
