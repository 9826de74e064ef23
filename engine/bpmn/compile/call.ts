import type { CallSettings } from '../graph.ts'
import { text, type ModelElement } from '../model.ts'
import { bindingOf } from './decision.ts'
import { readParameters } from './parameters.ts'
import type { Read } from './read.ts'

/** A call activity: which process or global task, in which version, and what goes in and comes out. */
export function readCall(element: ModelElement, read: Read): CallSettings | null {
  if (element.$type !== 'bpmn:CallActivity') return null
  const key = read(element, text(element, 'calledElement'))
  if (!key) return null
  return {
    key,
    binding: bindingOf(text(element, 'camunda:calledElementBinding')),
    version: read(element, text(element, 'camunda:calledElementVersion') ?? text(element, 'camunda:calledElementVersionTag')),
    tenant: read(element, text(element, 'camunda:calledElementTenantId')),
    inputs: readParameters(element, 'camunda:In', read),
    outputs: readParameters(element, 'camunda:Out', read),
  }
}
