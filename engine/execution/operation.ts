import type { Need } from './need.ts'
import type { Trigger } from './trigger.ts'

/** What behaviours ask the agenda to do. Plain data: one handler each in operations/. */
export type Operation =
  | { op: 'enter'; executionId: string; nodeId: string; resumed?: boolean }
  | { op: 'leave'; executionId: string; flows?: string[] }
  | { op: 'take'; executionId: string; flows: string[] }
  | { op: 'end'; executionId: string }
  | { op: 'open-scope'; executionId: string }
  | { op: 'terminate'; scopeId: string }
  | { op: 'resume'; executionId: string; trigger: Trigger }
  | { op: 'ask'; executionId: string; need: Need }
  | { op: 'answer'; executionId: string; answer: unknown }
  | { op: 'fail'; executionId: string; incident: { kind: string; message: string } }

/** The token goes on: outgoing flows are chosen by the default rule unless the behaviour names them. */
export const leave = (executionId: string, flows?: string[]): Operation => ({ op: 'leave', executionId, ...(flows && { flows }) })
export const enter = (executionId: string, nodeId: string): Operation => ({ op: 'enter', executionId, nodeId })
/** Along the chosen flows; where none leaves, the token ends. */
export const goOn = (executionId: string, flows: string[]): Operation => (flows.length > 0 ? { op: 'take', executionId, flows } : { op: 'end', executionId })
export const ask = (executionId: string, need: Need): Operation => ({ op: 'ask', executionId, need })
export const openScope = (executionId: string): Operation => ({ op: 'open-scope', executionId })
export const terminate = (scopeId: string): Operation => ({ op: 'terminate', scopeId })
export const fail = (executionId: string, kind: string, message: string): Operation => ({ op: 'fail', executionId, incident: { kind, message } })

/** Operations that act before everything that is queued: what they stop must not take another step first. */
export const isUrgent = (operation: Operation) => operation.op === 'terminate'
