import type { Knex } from 'knex'
import type { CaseAccess } from '../cases/case-access.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Directory } from '../identity/directory.ts'
import type { Engine, Module, ModuleRow } from '../module.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { TaskAccess } from './task-access.ts'

/** What the rules of tasks and instances stand on. */
export type TaskDeps = {
  db: Knex
  engine: Engine
  runtime: Runtime
  definitions: Definitions
  directory: Directory
  cases: NonNullable<Module['cases']>
  access: TaskAccess
  caseAccess: CaseAccess
  nameOf(userId: string): Promise<string>
  linkRows(fileIds: string[], instanceId: string): Promise<ModuleRow[]>
  /** Gives a job that has used up its retries one more. */
  retryJob(jobId: string): Promise<void>
}
