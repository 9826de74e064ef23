import type { DecisionNeed } from '../execution/need.ts'
import type { Db } from '../module.ts'
import { newestFor, type DecisionFilter, type DecisionRow } from './decisions.store.ts'

/** How a model names a decision. */
export type DecisionReference = Pick<DecisionNeed, 'key' | 'binding' | 'version' | 'tenant'>
/** Who asks: the tenant of the instance, and the deployment of its definition. */
export type DecisionScope = { tenant: string; deploymentId: string | null }

/** What a tenant means by a reference: its own newest version that fits, else the base's. A tenant that the model names is the only one that is asked. */
export async function resolveDecision(db: Db, reference: DecisionReference, { tenant, deploymentId }: DecisionScope): Promise<DecisionRow | undefined> {
  const filter = filterOf(reference, deploymentId)
  return filter && newestFor(db, filter, reference.tenant === null ? [tenant, ''] : [reference.tenant])
}

/** Undefined when nothing can fit: no deployment to look in, or a version that is no number. */
function filterOf({ key, binding, version }: DecisionReference, deploymentId: string | null): DecisionFilter | undefined {
  if (binding === 'latest') return { key }
  if (binding === 'deployment') return deploymentId === null ? undefined : { key, deploymentId }
  if (version === null) return undefined
  if (binding === 'versionTag') return { key, versionTag: version }
  return /^[1-9]\d{0,8}$/.test(version) ? { key, version: Number(version) } : undefined
}
