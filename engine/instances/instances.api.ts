import { z } from 'zod'

/** Contract of /api/instances: `GET /api/instances/:id`, `POST /api/instances/:id/withdraw {reason?}`. */
export type InstanceView = {
  id: string
  processKey: string
  processName: string
  definitionVersion: number
  businessKey: string | null
  subject: string
  state: 'active' | 'completed' | 'cancelled' | 'failed'
  /** What the case itself calls its state, e.g. a hazard's status; null when it has none. */
  phase: string | null
  startedAt: string
  endedAt: string | null
  /** Where tokens are now, and who may act there. */
  current: { nodeId: string; name: string; since: string; handlers: string[]; dueAt: string | null }[]
  timeline: TimelineEntry[]
  actions: 'withdraw'[]
  /** `stuck`: joins that wait for tokens that can not come any more. */
  diagram: { xml: string; active: string[]; done: string[]; incidents: string[]; stuck: string[] }
}

export type TimelineEntry = {
  at: string
  /** start, complete, withdraw, timer, cancel, incident … */
  act: string
  nodeId: string | null
  nodeName: string | null
  who: string | null
  whoUnit: string | null
  forWhom: string | null
  outcome: string | null
  opinion: string | null
}

/** The reason is kept with the act. */
export const withdrawBody = z.strictObject({ reason: z.string().max(500).optional() }).default({})
