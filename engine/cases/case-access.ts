import { can, inScope } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import type { Module } from '../module.ts'

/** The case behind a task, an instance or a file, in the columns by which it belongs to somebody. */
export type CaseColumns = {
  tenant: string
  initiator: string | null
  enterpriseId: string | null
  villageId: string | null
  townshipId: string | null
  departmentId: string | null
}

export type CaseAccess = {
  /** Who may look at a case: who started it, and who holds the right on its kind and has it in his data scope. */
  sees(actor: Actor, processKey: string, row: CaseColumns): boolean
}

/** A process is guarded by the permission its module names, else by one of its own, `case:<key>`, which nobody holds unless it was given. */
export function createCaseAccess(cases: NonNullable<Module['cases']>): CaseAccess {
  return {
    sees(actor, processKey, row) {
      if (row.tenant !== actor.district) return false
      if (row.initiator === actor.userId) return true
      return can(actor, cases[processKey]?.permission ?? `case:${processKey}`, 'view') && inScope(actor, { ...row, district: row.tenant })
    },
  }
}
