import type { Knex } from 'knex'
import type { CaseAccess, CaseColumns } from '../cases/case-access.ts'
import { can } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import type { Module } from '../module.ts'

export type ScopeDeps = { db: Knex; access: CaseAccess; cases: NonNullable<Module['cases']> }
export type Scope = ReturnType<typeof createScope>

/** Who keeps the installation running (运维) in the whole district sees every instance of it, and those of no district. */
export function isOperator(actor: Actor): boolean {
  return can(actor, 'operations', 'view') && actor.scope === 'all'
}

/** Tenants whose definitions a person sees: the base (no tenant in Camunda's words) and the own district. */
export function tenantsOf(actor: Actor): string[] {
  return ['', actor.district]
}

/** Which instances, and what belongs to them, a person sees on this surface: as a row, and as a condition of a query. */
export function createScope({ db, access, cases }: ScopeDeps) {
  function sees(actor: Actor, row: CaseColumns & { definitionKey: string }): boolean {
    if (isOperator(actor)) return tenantsOf(actor).includes(row.tenant)
    return access.sees(actor, row.definitionKey, row)
  }

  /** Restricts a query that has the table `instance` in it. */
  function restrict(actor: Actor, query: Knex.QueryBuilder): Knex.QueryBuilder {
    if (isOperator(actor)) return query.whereIn('instance.tenant', tenantsOf(actor))
    return query.where('instance.tenant', actor.district).where((any) => {
      any.where('instance.initiator', actor.userId)
      any.orWhereExists(tasksFor(actor))
      const keys = visibleKeys(actor)
      if (keys.length > 0) any.orWhere((scoped) => void inDataScope(actor, scoped.whereIn('instance.definitionKey', keys)))
    })
  }

  /** Who has a task in an instance sees it, as in the inbox. */
  function tasksFor(actor: Actor): Knex.QueryBuilder {
    return db('inbox')
      .join('task', 'task.id', 'inbox.taskId')
      .whereIn('inbox.grp', [...actor.groups])
      .whereRaw('?? = ??', ['task.instanceId', 'instance.id'])
      .select('task.id')
  }

  function visibleKeys(actor: Actor): string[] {
    const own = Object.keys(actor.rights).flatMap((right) => (right.startsWith('case:') ? [right.slice('case:'.length)] : []))
    const declared = Object.entries(cases).flatMap(([key, { permission }]) => (permission !== undefined && can(actor, permission, 'view') ? [key] : []))
    return [...new Set([...own.filter((key) => cases[key]?.permission === undefined), ...declared])]
  }

  return { sees, restrict }
}

const scopeColumn = { area: 'instance.townshipId', village: 'instance.villageId', department: 'instance.departmentId', self: 'instance.enterpriseId' } as const

function inDataScope(actor: Actor, query: Knex.QueryBuilder): Knex.QueryBuilder {
  return actor.scope === 'all' ? query : query.where(scopeColumn[actor.scope], actor.unitId)
}
