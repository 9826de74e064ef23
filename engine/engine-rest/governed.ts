import type { ProcessGraph } from '../bpmn/graph.ts'
import { appError } from '../errors.ts'
import { can } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import { forbidden } from './errors.ts'

/** Forms feed the variables of such a process: what is in them was checked, and is kept as evidence. */
function isGoverned(graph: ProcessGraph): boolean {
  return Object.values(graph.nodes).some((node) => node.form !== null)
}

/** @throws AppError variable.governed: the forms are the only way in */
export function assertWritable(graph: ProcessGraph, names: readonly string[]): void {
  if (names.length > 0 && isGoverned(graph)) throw appError('variable.governed', { name: names[0] })
}

/** Forms decide who sees which of their fields; variables know no fields, so only who keeps the installation running reads them. */
export function assertReadable(graph: ProcessGraph, actor: Actor): void {
  if (isGoverned(graph) && !can(actor, 'operations', 'view'))
    throw forbidden(`The user with id '${actor.username}' does not have 'READ' permission on the variables of process '${graph.key}'.`)
}
