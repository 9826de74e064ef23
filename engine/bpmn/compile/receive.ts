import type { ReceiveSettings } from '../graph.ts'
import { child, flag, text, type ModelElement } from '../model.ts'
import { readParameters } from './parameters.ts'
import type { Read } from './read.ts'
import { readService } from './service.ts'

/** The message of a receive task, or of a send task. */
export function readReceive(element: ModelElement, read: Read): ReceiveSettings | null {
  if (element.$type !== 'bpmn:ReceiveTask' && element.$type !== 'bpmn:SendTask') return null
  const reference = child(element, 'messageRef')
  const name = reference ? read(element, text(reference, 'name')) : null
  const payload = readParameters(element, 'camunda:In', read)
  const message = name && { kind: 'message' as const, name, action: null, actionWho: null, service: readService(element, read), payload }
  return { message, instantiate: flag(element, 'instantiate') }
}
