import type { Db } from '../module.ts'
import type { Resource } from './deployer.ts'

export type DeploymentRow = { id: string; name: string; source: string | null; tenant: string; deployedBy: string | null; deployedAt: string }
export type ResourceRow = { id: string; deploymentId: string; name: string }

export async function insertDeployment(db: Db, row: DeploymentRow): Promise<void> {
  await db('deployment').insert(row)
}

export async function insertResource(db: Db, { id, deploymentId, name, content }: ResourceRow & Resource): Promise<void> {
  await db('deployment_resource').insert({ id, deploymentId, name, content })
}

export async function findDeployment(db: Db, id: string): Promise<DeploymentRow | undefined> {
  return db('deployment').where({ id }).first('id', 'name', 'source', 'tenant', 'deployedBy', 'deployedAt')
}

/** Deployments of one name, newest first. */
export async function deploymentsNamed(db: Db, { name, tenant }: { name: string; tenant: string }): Promise<DeploymentRow[]> {
  return db('deployment')
    .where({ name, tenant })
    .orderBy([
      { column: 'deployedAt', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(1000)
    .select('id', 'name', 'source', 'tenant', 'deployedBy', 'deployedAt')
}

/** The file of this name that was deployed last among these deployments. */
export async function latestResource(db: Db, deploymentIds: string[], name: string): Promise<Resource | undefined> {
  const row: Resource | undefined = await db('deployment_resource')
    .join('deployment', 'deployment.id', 'deployment_resource.deploymentId')
    .whereIn('deployment.id', deploymentIds)
    .where('deployment_resource.name', name)
    .orderBy([
      { column: 'deployment.deployedAt', order: 'desc' },
      { column: 'deployment.id', order: 'desc' },
    ])
    .first('deployment_resource.name', 'deployment_resource.content')
  return row && { name: row.name, content: Buffer.from(row.content) }
}

/** Files of a deployment by name. Those of definitions that were deployed alone are in the definition's own row. */
export async function listResources(db: Db, deploymentId: string): Promise<ResourceRow[]> {
  const rows: ResourceRow[] = await db('deployment_resource').where({ deploymentId }).orderBy('name').select('id', 'deploymentId', 'name')
  const own: { id: string; resourceName: string }[] = await db('definition').where({ deploymentId }).orderBy('resourceName').select('id', 'resourceName')
  const known = new Set(rows.map(({ name }) => name))
  return [...rows, ...own.filter(({ resourceName }) => !known.has(resourceName)).map(({ id, resourceName }) => ({ id, deploymentId, name: resourceName }))]
}

export async function findResource(db: Db, deploymentId: string, id: string): Promise<Resource | undefined> {
  const row: Resource | undefined = await db('deployment_resource').where({ deploymentId, id }).first('name', 'content')
  if (row !== undefined) return { name: row.name, content: Buffer.from(row.content) }
  const own: { resourceName: string; xml: string } | undefined = await db('definition').where({ deploymentId, id }).first('resourceName', 'xml')
  return own && { name: own.resourceName, content: Buffer.from(own.xml) }
}

export async function deleteDeployment(db: Db, id: string): Promise<void> {
  await db('deployment_resource').where({ deploymentId: id }).delete()
  await db('decision_definition').where({ deploymentId: id }).delete()
  await db('deployment').where({ id }).delete()
}
