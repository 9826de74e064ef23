import type { Knex } from 'knex'
import type { Definitions } from '../definitions/definitions.ts'
import type { Engine } from '../module.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { ScopeDeps } from './scope.ts'

/** What the resources of this surface stand on. */
export type EngineRestDeps = ScopeDeps & {
  db: Knex
  engine: Engine
  runtime: Runtime
  definitions: Definitions
}
