import { can } from '../identity/access.ts'
import type { Actor } from '../identity/actor.ts'
import type { Db } from '../module.ts'
import { forbidden } from './errors.ts'
import { tenantsOf } from './scope.ts'
import { isShipped, runElsewhere, shippedKeys } from './shipped.store.ts'

/** Who maintains the base (区县-操作) may change what every district runs; who runs one district may not. */
const maintainsBase = (actor: Actor) => can(actor, 'districts', 'operate')

/** May this person give a process of the base a new version? What came with the product is everybody's. */
export function mayReplaceInBase(db: Db, actor: Actor, tenant: string): ((key: string) => Promise<boolean>) | undefined {
  return tenant !== '' || maintainsBase(actor) ? undefined : async (key) => !(await isShipped(db, key))
}

/** @throws AuthorizationException when suspending or deleting these would reach into other districts */
export async function assertOwn(db: Db, actor: Actor, definitionIds: string[]): Promise<void> {
  if (maintainsBase(actor)) return
  const shared = (await shippedKeys(db, definitionIds)).length > 0 || (await runElsewhere(db, definitionIds, tenantsOf(actor)))
  if (shared) throw forbidden(`The user with id '${actor.username}' may not change process definitions that other districts run.`)
}
