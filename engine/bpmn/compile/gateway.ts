import type { GatewaySettings } from '../graph.ts'
import { child, flag, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** What complex and event-based gateways are told. */
export function readGateway(element: ModelElement, read: Read): GatewaySettings | null {
  if (!element.$type.endsWith('Gateway')) return null
  return {
    activationCondition: read.formal(element, child(element, 'activationCondition')),
    instantiate: flag(element, 'instantiate'),
    eventType: text(element, 'eventGatewayType') === 'Parallel' ? 'Parallel' : 'Exclusive',
  }
}
