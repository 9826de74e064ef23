import type { InstanceRow, InstanceState, JobRow } from '../execution/state.ts'
import type { Command } from '../execution/trigger.ts'
import type { Actor, ModuleRow, Submission } from '../module.ts'
import type { Guard } from './storage.ts'

/** An Idempotency-Key: `scope` is user, method and path. */
export type Claim = { scope: string; key: string; bodyHash: string }

/** One command on one instance. What depends on the instance's state is a function, because the command may be run again on a newer one. */
export type Execution = {
  target: { instanceId: string } | { start: InstanceRow }
  /** @throws AppError when the state no longer allows it. */
  command(state: InstanceState): Command
  act: string
  actor: Actor | null
  submission?: Submission | null
  /** Evidence that is flushed with the command. */
  evidence?: ModuleRow[]
  guards?: Guard[]
  claim?: Claim | undefined
  extraJobs?: { put: JobRow[]; remove: string[] }
}

/** What a command answers, and what a repeated request gets again. */
export type CommandAnswer = { instanceId: string; businessKey: string | null }

/** The state a command runs on: loaded rows, or nothing but the instance that starts. */
export function startState(instance: InstanceRow): InstanceState {
  return { instance, executions: {}, scopes: {}, tasks: {}, subscriptions: {}, jobs: {}, incidents: {} }
}
