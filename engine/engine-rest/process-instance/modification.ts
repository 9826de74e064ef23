import { z } from 'zod'
import type { ProcessGraph } from '../../bpmn/graph.ts'
import type { ExecutionRow } from '../../execution/state.ts'
import type { Instruction } from '../../execution/trigger.ts'
import { retyped } from '../../execution/values.ts'
import { invalidRequest } from '../errors.ts'
import { assertWritable } from '../governed.ts'
import { bodySuffix } from './activity-tree.ts'
import { variableBody, variablesFrom } from '../variables.ts'

export const instruction = z.looseObject({
  type: z.string(),
  activityId: z.string().nullish(),
  transitionId: z.string().nullish(),
  activityInstanceId: z.string().nullish(),
  transitionInstanceId: z.string().nullish(),
  ancestorActivityInstanceId: z.string().nullish(),
  variables: z.record(z.string(), variableBody).nullish(),
})
export const modificationBody = z.looseObject({
  instructions: z.array(instruction).nullish(),
  annotation: z.string().nullish(),
  skipCustomListeners: z.boolean().nullish(),
  skipIoMappings: z.boolean().nullish(),
})
export type ModificationBody = z.output<typeof modificationBody>
type Given = z.output<typeof instruction>
type Of = { id: string; graph: ProcessGraph; executions: ExecutionRow[] }

/** Instructions as the engine has them. @throws InvalidRequestException that says which is wrong and why */
export function instructionsFrom({ instructions }: Pick<ModificationBody, 'instructions'>, of: Of): Instruction[] {
  return (instructions ?? []).map((given) => read(given, of))
}

function read(given: Given, of: Of): Instruction {
  switch (given.type) {
    case 'cancel':
      return cancel(given, of)
    case 'startBeforeActivity':
      return { kind: 'start', at: 'before', nodeId: nodeIn(given, of), ...where(given, of) }
    case 'startAfterActivity':
      return { kind: 'start', at: 'after', nodeId: nodeIn(given, of), ...where(given, of) }
    case 'startTransition':
      return { kind: 'start', at: 'flow', flowId: flowIn(given, of), ...where(given, of) }
    default:
      throw refuse(of, given, `unknown type of instruction '${given.type}'`)
  }
}

function cancel(given: Given, of: Of): Instruction {
  const { activityId, activityInstanceId, transitionInstanceId } = given
  if (activityInstanceId) return { kind: 'cancel', executionId: executionOf(activityInstanceId, given, of) }
  if (transitionInstanceId) return { kind: 'cancel', executionId: transitionInstanceId }
  if (!activityId) throw refuse(of, given, 'For instruction type cancel exactly one of activityId, activityInstanceId and transitionInstanceId must be set')
  return { kind: 'cancel', nodeId: nodeIn(given, of) }
}

function where(given: Given, of: Of): { scopeId: string | null; variables: Record<string, unknown>; local: Record<string, unknown> } {
  const sent = Object.entries(given.variables ?? {})
  assertWritable(
    of.graph,
    sent.map(([name]) => name),
  )
  const part = (isLocal: boolean) => retyped(variablesFrom(Object.fromEntries(sent.filter(([, { local }]) => (local ?? false) === isLocal))))
  const ancestor = given.ancestorActivityInstanceId
  return { scopeId: ancestor ? executionOf(ancestor, given, of) : null, variables: part(false), local: part(true) }
}

/** Clients name activity instances; the engine works on the executions that run them. */
function executionOf(activityInstanceId: string, given: Given, of: Of): string {
  const row = of.executions.find(({ activityId }) => activityId === activityInstanceId)
  if (row === undefined) throw refuse(of, given, `activity instance '${activityInstanceId}' does not exist`)
  return row.id
}

function nodeIn(given: Given, of: Of): string {
  const activityId = given.activityId?.replace(bodySuffix, '')
  if (!activityId) throw refuse(of, given, 'activityId must be set')
  if (of.graph.nodes[activityId] === undefined) throw refuse(of, given, `activity '${activityId}' does not exist in process '${of.graph.key}'`)
  return activityId
}

function flowIn(given: Given, of: Of): string {
  const { transitionId } = given
  if (!transitionId) throw refuse(of, given, 'transitionId must be set')
  if (of.graph.flows[transitionId] === undefined) throw refuse(of, given, `transition '${transitionId}' does not exist in process '${of.graph.key}'`)
  return transitionId
}

function refuse({ id }: Of, { type }: Given, why: string) {
  return invalidRequest(`Cannot perform instruction: ${type} on process instance ${id}: ${why}`)
}
