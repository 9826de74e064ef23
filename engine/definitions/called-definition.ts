import type { Knex } from 'knex'
import { appError } from '../errors.ts'
import type { Definition, Definitions } from './definitions.ts'
import type { DefinitionRow } from './definitions.store.ts'

/** What a call activity names: `version` is a number or a tag, by the binding. */
export type Called = {
  key: string
  binding: 'latest' | 'deployment' | 'version' | 'versionTag'
  version: string | null
  /** Given by the call, else undefined: the caller's own, then the base. */
  tenant: string | null
  caller: { tenant: string; definitionId: string }
}

/** Finds what a call activity calls: a process or a global task. */
export function createCalledDefinitions(db: Knex, definitions: Pick<Definitions, 'get'>) {
  /** @throws AppError process.unknown */
  async function resolve(called: Called): Promise<Definition> {
    const tenants = called.tenant === null ? [...new Set([called.caller.tenant, ''])] : [called.tenant]
    for (const tenant of tenants) {
      const row = await find(called, tenant)
      if (row) return definitions.get(row.id)
    }
    throw appError('process.unknown', { key: called.key, ...(called.version !== null && { version: called.version }) })
  }

  async function find({ key, binding, version, caller }: Called, tenant: string): Promise<Pick<DefinitionRow, 'id'> | undefined> {
    const query = db('definition').where({ key, tenant }).orderBy('version', 'desc').select('id').first()
    if (binding === 'version') query.where({ version: Number(version) })
    if (binding === 'versionTag') query.where({ versionTag: version })
    if (binding === 'deployment') query.whereIn('deploymentId', db('definition').where({ id: caller.definitionId }).select('deploymentId'))
    return query
  }

  return { resolve }
}

export type CalledDefinitions = ReturnType<typeof createCalledDefinitions>
