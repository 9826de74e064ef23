import type { Knex } from 'knex'
import type { Finding } from '../bpmn/finding.ts'
import { lockDeployments } from '../db/deployment-lock.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError, appError } from '../errors.ts'
import type { Db } from '../module.ts'
import type { DeployContext, Deployer, Resource } from './deployer.ts'
import { deploymentsNamed, insertDeployment, insertResource, latestResource, type DeploymentRow } from './deployments.store.ts'

export type DeployRequest = {
  name: string
  source: string | null
  tenant: string
  by: string | null
  resources: Resource[]
  /**
   * none: everything is deployed. all: nothing is, when the newest files of deployments of this name are the same. changed: only files
   * that differ from the newest of deployments of this name.
   */
  filter: 'none' | 'all' | 'changed'
} & Pick<DeployContext, 'mayReplace'>
/** `isNew` is false when nothing had changed: the deployment is the earlier one. */
export type Deployed = { deployment: DeploymentRow; isNew: boolean }
export type DeploymentsDeps = { db: Knex; clock: { now(): string }; newId(): string; deployers: readonly Deployer[] }
export type Deployments = ReturnType<typeof createDeployments>

/** Deploying several files together: all of them, or none. */
export function createDeployments({ db, clock, newId, deployers }: DeploymentsDeps) {
  /** @throws AppError deployment.refused { name, findings, resources: findings by file }; nothing is stored then. */
  async function deploy(request: DeployRequest): Promise<Deployed> {
    const { earlier, changed } = await compare(request)
    if (earlier !== undefined && changed.length === 0) return { deployment: earlier, isNew: false }
    const store = await checkAll(changed, request)
    const { name, source, tenant, by } = request
    const deployment = await inTransaction(db, async (trx) => {
      await lockDeployments(trx)
      const deployment = { id: newId(), name, source, tenant, deployedBy: by, deployedAt: clock.now() }
      await insertDeployment(trx, deployment)
      for (const resource of changed) await insertResource(trx, { ...resource, id: newId(), deploymentId: deployment.id })
      for (const each of store) await each(trx, deployment.id)
      return deployment
    })
    return { deployment, isNew: true }
  }

  async function compare({ name, tenant, resources, filter }: DeployRequest): Promise<{ earlier: DeploymentRow | undefined; changed: Resource[] }> {
    if (filter === 'none') return { earlier: undefined, changed: resources }
    const deployments = await deploymentsNamed(db, { name, tenant })
    const ids = deployments.map(({ id }) => id)
    const isKnown = await Promise.all(resources.map(async ({ name: file, content }) => (await latestResource(db, ids, file))?.content.equals(content) ?? false))
    const changed = resources.filter((_, index) => !isKnown[index])
    return { earlier: deployments[0], changed: filter === 'all' && changed.length > 0 ? resources : changed }
  }

  async function checkAll(changed: Resource[], { tenant, by, resources, mayReplace }: DeployRequest) {
    const found: Record<string, Finding[]> = {}
    const store: ((trx: Db, deploymentId: string) => Promise<void>)[] = []
    for (const resource of changed) {
      const outcome = await checkOne(resource, { tenant, by, resources, mayReplace })
      if (typeof outcome === 'function') store.push(outcome)
      else if (outcome !== undefined) found[resource.name] = outcome
    }
    const [first] = Object.keys(found)
    if (first !== undefined) throw appError('deployment.refused', { name: first, findings: Object.values(found).flat(), resources: found })
    return store
  }

  async function checkOne(resource: Resource, context: DeployContext) {
    const deployer = deployers.find((each) => each.handles(resource.name))
    try {
      return await deployer?.check(resource, context)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'deployment.refused') throw error
      return error.data.findings as Finding[]
    }
  }

  return { deploy }
}
