import type { Need } from './need.ts'
import type { Variables } from './state.ts'
import type { Command, Instruction, Thrown, Trigger } from './trigger.ts'

/** What behaviours ask the agenda to do. Plain data: one handler each in operations/. */
export type Operation =
  /** `next`: when everything before it has come to rest. */
  | { op: 'enter'; executionId: string; nodeId: string; resumed?: boolean; next?: true }
  /** The instance opens: at the given start, or the none start event; `empty`: without a token. */
  | { op: 'begin'; executionId: string; nodeId: string | null; empty?: boolean }
  /** The token is at an event that has happened already: it begins and goes on. */
  | { op: 'occur'; executionId: string; nodeId: string; local?: Variables }
  /** `to`: at this node instead of along a flow (links). */
  | { op: 'leave'; executionId: string; flows?: string[]; to?: string; late?: boolean }
  | { op: 'take'; executionId: string; flows: string[] }
  | { op: 'end'; executionId: string }
  | { op: 'open-scope'; executionId: string }
  | { op: 'terminate'; scopeId: string }
  /** The next instance of a loop begins, unless its body is no longer this activity. */
  | { op: 'spawn'; executionId: string; activityId: string | null; index: number }
  /** A loop is done: what still runs of it is cancelled and its body goes on. */
  | { op: 'finish-loop'; executionId: string; activityId: string | null }
  /** A compensation event is thrown; the token goes on as `compensated` when it is done. */
  | { op: 'compensate'; executionId: string }
  | { op: 'cancel-transaction'; executionId: string }
  /** Every token has come to rest: does this join still have to wait? */
  | { op: 'recheck'; executionId: string }
  /** Moves tokens by hand, one instruction after the other: each when what the one before has begun has come to rest. */
  | { op: 'modify'; instructions: Instruction[] }
  /** A command that listeners hear of: what they ask is answered as in any other operation. */
  | { op: 'command'; command: Extract<Command, { kind: 'cancel' | 'update-task' }> }
  /** Nothing of its own: what changed before it is looked at by conditions. */
  | { op: 'look'; executionId: string }
  | { op: 'resume'; executionId: string; trigger: Trigger; urgent?: boolean }
  | { op: 'throw'; executionId: string; what: 'error' | 'escalation'; thrown: Thrown; by: 'event' | 'activity' }
  /** A message or signal: to whom it concerns in this instance, else (signals: also) to others after the commit. */
  | { op: 'deliver'; what: 'message' | 'signal'; name: string; payload: Record<string, unknown>; from: { executionId: string; nodeId: string } }
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

const urgent = new Set<Operation['op']>(['finish-loop', 'terminate', 'throw', 'compensate', 'cancel-transaction'])

/** Operations that act before everything that is queued: what they stop must not take another step first. */
export const isUrgent = (operation: Operation) => urgent.has(operation.op) || (operation.op === 'resume' && operation.urgent === true)
/** Instances of a loop, and activities of an ad-hoc sub-process, start one after the other, each when every token has come to rest. */
export const startsNext = (operation: Operation) => operation.op === 'spawn' || (operation.op === 'enter' && operation.next === true)
/** Messages and signals are thrown when every other token has come to rest; their tokens move on after that. */
export const isLate = (operation: Operation) => operation.op === 'deliver' || operation.op === 'modify' || (operation.op === 'leave' && operation.late === true)
