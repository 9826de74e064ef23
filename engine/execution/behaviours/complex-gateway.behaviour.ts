import type { Behaviour, Visit } from '../behaviour.ts'
import { chooseFlows, isTrue } from '../condition.ts'
import { TokenFailure } from '../environment.ts'
import { evaluateOn, factsOf } from '../evaluate.ts'
import { isAwaited, mergeInto, oneOfEach, park, waitingAt } from '../join.ts'
import { goOn, leave, type Operation } from '../operation.ts'
import type { ExecutionRow } from '../state.ts'
import { newToken } from '../token.ts'

/**
 * Where one flow comes in it splits by conditions. Where several do, it activates as soon as its condition holds, and then waits, as an
 * inclusive gateway would, for the flows it has not had a token of; with those it resets, and may let tokens go once more (BPMN 2.0,
 * 13.4.5). That it is activated is remembered by an execution that stays here meanwhile.
 */
export const complexGateway: Behaviour = {
  enter(visit) {
    if (visit.node.incoming.length < 2) return [leave(visit.execution.id)]
    park(visit, visit.execution)
    return phase(visit)
  },
  recheck: phase,
}

function phase(visit: Visit): Operation[] {
  const siblings = visit.rows.children(visit.execution.parentId ?? '')
  const memory = siblings.find(({ nodeId, data }) => nodeId === visit.node.id && data['consumed'] !== undefined)
  return memory ? reset(visit, siblings, memory) : activate(visit, siblings)
}

/** Waiting for start: once the condition holds, one token of each flow that has one is taken. */
function activate(visit: Visit, siblings: ExecutionRow[]): Operation[] {
  const { node, rows } = visit
  const waiting = waitingAt(siblings, node.id)
  const here = seeing(visit, waiting, true)
  const condition = node.gateway?.activationCondition
  if (!condition) throw new TokenFailure('unsupported', `${node.name || node.id}: it joins and has no activation condition`)
  if (!isTrue(condition, here.evaluate(condition))) return []
  const [first, ...others] = oneOfEach(node, waiting)
  if (!first) return []
  const flows = chooseFlows(here)
  const consumed = [first, ...others].map(({ data }) => data['via'])
  const memory = newToken(visit, first.parentId ?? '', node.id, { joins: true, consumed })
  rows.updateExecution(memory.id, { waits: true })
  mergeInto(visit, first, others)
  return [leave(first.id, flows)]
}

/**
 * Waiting for reset: flows whose own condition holds get a token; if none does, the default gets one; that none of them is there is no fault.
 * A flow without a condition has been served by the activation.
 */
function reset(visit: Visit, siblings: ExecutionRow[], memory: ExecutionRow): Operation[] {
  const { node, graph, rows } = visit
  const waiting = waitingAt(siblings, node.id)
  const consumed = new Set([memory.data['consumed']].flat())
  if (isAwaited(visit, node, siblings, new Set([...consumed, ...waiting.map(({ data }) => data['via'])]))) return []
  const here = seeing(visit, waiting, false)
  const met = node.outgoing.filter((id) => {
    const condition = graph.flows[id]?.condition
    return condition && isTrue(condition, here.evaluate(condition))
  })
  const flows = met.length === 0 && node.defaultFlow !== null ? [node.defaultFlow] : met
  const [first, ...others] = oneOfEach(node, waiting).filter(({ data }) => !consumed.has(data['via']))
  if (!first) {
    rows.updateExecution(memory.id, { waits: false, data: {} })
    return [goOn(memory.id, flows)]
  }
  rows.remove('executions', memory.id)
  mergeInto(visit, first, others)
  return [leave(first.id, flows)]
}

/** The gateway's conditions see how many tokens wait, in all and by flow, and in which of its two states it is (BPMN 2.0, 10.6.4). */
function seeing(visit: Visit, waiting: ExecutionRow[], waitingForStart: boolean): Visit {
  const { node, execution, rows } = visit
  const counts = node.incoming.map((flow) => [flow, waiting.filter(({ data }) => data['via'] === flow).length] as const)
  const facts = { activationCount: waiting.length, activationCounts: Object.fromEntries(counts), waitingForStart }
  const scopeId = execution.parentId ?? execution.id
  const variables = { execution: factsOf(visit, execution.id), ...rows.visible(scopeId), ...facts }
  return { ...visit, evaluate: (expression) => evaluateOn(visit, variables, expression) }
}
