import type { Db } from '../../module.ts'
import { isPostgres } from '../variable-rows.ts'

type Variable = { instanceId: string; executionId: string; name: string }

/** When variables were set first, from the record of what was done to their instances: ISO instants. Undefined for what no command has set. */
export async function createdAt(db: Db, variables: readonly Variable[]): Promise<(variable: Variable) => string | undefined> {
  const instanceIds = [...new Set(variables.map(({ instanceId }) => instanceId))]
  if (instanceIds.length === 0) return () => undefined
  const change = (name: string) => (isPostgres(db) ? `c.value ->> '${name}'` : `json_extract(c.value, '$.${name}')`)
  const apart = isPostgres(db) ? 'command cross join lateral jsonb_array_elements(command.changes) as c(value)' : 'command join json_each(command.changes) as c'
  const rows: { scopeId: string; name: string; at: string }[] = await db(db.raw(apart))
    .whereIn('command.instanceId', instanceIds)
    .groupByRaw(`${change('scopeId')}, ${change('name')}`)
    .select(db.raw(`${change('scopeId')} as scope_id, ${change('name')} as name, min(command.at) as at`))
  const byVariable = new Map(rows.map(({ scopeId, name, at }) => [JSON.stringify([scopeId, name]), at]))
  return ({ executionId, name }) => byVariable.get(JSON.stringify([executionId, name]))
}
