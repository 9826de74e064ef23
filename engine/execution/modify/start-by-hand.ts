import type { Node } from '../../bpmn/graph.ts'
import { fireBoundary } from '../fire.ts'
import { waitingAt } from '../join.ts'
import { enter, type Operation } from '../operation.ts'
import type { Run } from '../run.ts'
import { newToken } from '../token.ts'
import type { Instruction } from '../trigger.ts'
import { refuseModification } from './refuse.ts'
import { scopeFor } from './scope-for.ts'

type Start = Extract<Instruction, { kind: 'start' }>

/** A token begins before a node, after it, or on a flow; variables are there before it takes its step. */
export function startByHand(run: Run, instruction: Start): Operation[] {
  return instruction.at === 'before' ? startBefore(run, instruction) : startOn(run, instruction)
}

function startBefore(run: Run, { nodeId: given, scopeId: ancestorId, variables, local }: Extract<Start, { at: 'before' | 'after' }>): Operation[] {
  const nodeId = given.replace(/#multiInstanceBody$/, '')
  const node = run.graph.nodes[nodeId]
  if (!node || node.scope === '') throw refuseModification(nodeId, 'it is not in the definition')
  if (node.kind === 'subProcess:event') throw refuseModification(nodeId, 'an event sub-process is started at its start event')
  const { scopeId, opened } = scopeFor(run, nodeId, ancestorId)
  assertMayStart(run, scopeId, nodeId)
  const host = node.attachedTo === null ? undefined : onlyHost(run, scopeId, node.attachedTo)
  if (host !== undefined && node.interrupting) return [...opened, ...fireBoundary(run, host, nodeId, { variables, local })]
  return [...opened, ...tokenAt(run, { scopeId, nodeId, via: viaOf(run, scopeId, node) }, { variables, local }, (id) => enter(id, nodeId))]
}

function startOn(run: Run, instruction: Start): Operation[] {
  const { graph } = run
  const flow = graph.flows[instruction.at === 'flow' ? instruction.flowId : onlyFlow(graph.nodes[instruction.nodeId], instruction.nodeId)]
  if (!flow) throw refuseModification(instruction.at === 'flow' ? instruction.flowId : instruction.nodeId, 'the flow is not in the definition')
  const { scopeId, opened } = scopeFor(run, flow.target, instruction.scopeId)
  assertMayStart(run, scopeId, flow.target)
  return [...opened, ...tokenAt(run, { scopeId, nodeId: flow.source }, instruction, (executionId) => ({ op: 'take', executionId, flows: [flow.id] }))]
}

/** After an activity there has to be one way on: which of several is for the caller to say. */
function onlyFlow(node: Node | undefined, nodeId: string): string {
  const [flow, ...others] = node?.outgoing ?? []
  if (flow === undefined) throw refuseModification(nodeId, 'no flow leads on from it')
  if (others.length > 0) throw refuseModification(nodeId, `${others.length + 1} flows lead on from it; name one`)
  return flow
}

type At = { scopeId: string; nodeId: string; via?: string | undefined }

function tokenAt(
  run: Run,
  { scopeId, nodeId, via }: At,
  { variables, local }: Pick<Start, 'variables' | 'local'>,
  first: (id: string) => Operation,
): Operation[] {
  const token = newToken(run, scopeId, nodeId, via === undefined ? {} : { via })
  run.rows.setVariables(token.id, local, { local: true })
  run.rows.setVariables(token.id, variables)
  return [first(token.id)]
}

/** At a join the token counts for the first flow by which none has come. */
function viaOf({ rows }: Run, scopeId: string, { id, incoming }: Node): string | undefined {
  const come = new Set(waitingAt(rows.children(scopeId), id).map(({ data }) => data['via']))
  return incoming.find((flow) => !come.has(flow)) ?? incoming[0]
}

function onlyHost({ rows }: Run, scopeId: string, hostId: string): string | undefined {
  const hosts = rows.children(scopeId).filter(({ nodeId, activityId }) => nodeId === hostId && activityId !== null)
  return hosts.length === 1 ? hosts[0]?.id : undefined
}

/** An ad-hoc sub-process that is over starts nothing more, a sequential one only when nothing runs (BPMN 2.0, 13.3.5). */
function assertMayStart({ rows, graph }: Run, scopeId: string, nodeId: string): void {
  const scope = rows.execution(scopeId)
  const adHoc = graph.nodes[scope.nodeId]?.adHoc
  if (!adHoc) return
  if (scope.data['over'] === true) throw refuseModification(nodeId, `${scope.nodeId} is over and starts nothing more`)
  if (adHoc.ordering === 'Sequential' && rows.hasChildren(scopeId))
    throw refuseModification(nodeId, `in ${scope.nodeId} one runs after the other, and one is running`)
}
