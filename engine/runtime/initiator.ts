import type { ProcessGraph } from '../bpmn/graph.ts'
import type { Command } from '../execution/trigger.ts'
import type { Actor } from '../identity/actor.ts'

/** A start tells the start event's `camunda:initiator` variable who it is by; nobody, when a timer or another instance starts. */
export function namingInitiator(command: Command, { graph, actor }: { graph: ProcessGraph; actor: Actor | null }): Command {
  if (command.kind !== 'start') return command
  const name = startOf(graph, command.nodeId)?.initiator ?? null
  if (name === null) return command
  return { ...command, variables: { ...command.variables, [name]: actor?.username ?? null } }
}

function startOf(graph: ProcessGraph, nodeId: string | null) {
  if (nodeId !== null) return graph.nodes[nodeId]
  return (graph.nodes[graph.key]?.starts ?? []).map((id) => graph.nodes[id]).find((node) => node?.kind === 'startEvent:none')
}
