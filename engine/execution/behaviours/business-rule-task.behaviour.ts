import type { Behaviour, Visit } from '../behaviour.ts'
import { mapDecisionResult } from '../decision-result.ts'
import { TokenFailure } from '../environment.ts'
import type { DecisionAnswer } from '../need.ts'
import { leave, type Operation } from '../operation.ts'
import { textOrNull } from '../text.ts'
import type { DecisionSettings } from '../../bpmn/graph.ts'
import { serviceTask } from './service-task.behaviour.ts'

/** Makes a decision, or does what it names as a service task. */
export const businessRuleTask: Behaviour = {
  ...serviceTask,
  enter(visit) {
    return visit.node.decision ? decide(visit, visit.node.decision) : serviceTask.enter(visit)
  },
}

function decide(visit: Visit, decision: DecisionSettings): Operation[] {
  const { node, execution, rows, evaluate } = visit
  const answer = visit.ask({
    kind: 'decision',
    key: textOrNull(decision.key, evaluate) ?? '',
    binding: decision.binding,
    version: textOrNull(decision.version, evaluate),
    tenant: textOrNull(decision.tenant, evaluate),
    nodeId: node.id,
    variables: rows.visible(execution.id),
  }) as DecisionAnswer
  if ('failure' in answer) throw new TokenFailure('decision', answer.failure)
  record(visit, answer.evaluations)
  const result = mapDecisionResult(answer.outputs, decision.map)
  if (decision.resultVariable !== null) rows.setVariable(execution.id, decision.resultVariable, result)
  if (node.outputs.length > 0 || node.listeners.length > 0) rows.setVariable(execution.id, 'decisionResult', answer.outputs, { local: true })
  return [leave(execution.id)]
}

/** Required decisions first, each as it was made here. */
function record({ node, execution, rows, env }: Visit, evaluations: Extract<DecisionAnswer, { outputs: unknown }>['evaluations']): void {
  const { id: executionId, instanceId, activityId } = execution
  const place = { instanceId, executionId, activityId, nodeId: node.id, tenant: rows.instance.tenant, evaluatedAt: env.now }
  for (const evaluation of evaluations) rows.addDecision({ id: env.newId(), ...evaluation, ...place })
}
