import type { Node, ServiceSettings } from '../bpmn/graph.ts'

/** What an activity, or a throwing message event that has an implementation, does. */
export function serviceOf({ service, events }: Pick<Node, 'service' | 'events'>): ServiceSettings | null {
  if (service) return service
  const sending = events.find((event) => event.kind === 'message' && event.service !== null)
  return sending?.kind === 'message' ? sending.service : null
}
