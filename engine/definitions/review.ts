import type { Knex } from 'knex'
import { readForDeployment } from '../bpmn/deploy.ts'
import type { Finding } from '../bpmn/finding.ts'
import type { Resource } from '../deployments/deployer.ts'
import type { DefinitionRow } from './definitions.store.ts'
import type { DefinitionsDeps } from './definitions.ts'

/** What today's rules say of a version that was accepted before; it goes on running. */
export type Reviewed = { definitionId: string; key: string; version: number; tenant: string; findings: Finding[] }

/**
 * Looks at the newest version of each process with the rules of now: what would be refused today is reported, never stopped. Definitions are
 * read one after the other, so that a node that has just started stays free for people.
 */
export async function reviewDefinitions({ db, capabilities }: Pick<DefinitionsDeps, 'capabilities'> & { db: Knex }): Promise<Reviewed[]> {
  const newest = db('definition').select('key', 'tenant').max('version as version').groupBy('key', 'tenant').as('newest')
  const ids: { id: string }[] = await db('definition')
    .join(newest, (on) => on.on('newest.key', 'definition.key').on('newest.tenant', 'definition.tenant').on('newest.version', 'definition.version'))
    .select('definition.id')
    .orderBy('definition.id')
  const reviewed: Reviewed[] = []
  for (const { id } of ids) {
    const row: DefinitionRow | undefined = await db('definition').where({ id }).first()
    if (row) reviewed.push(await review(row, capabilities, await resourcesBeside(db, row)))
  }
  return reviewed.filter(({ findings }) => findings.length > 0)
}

/** What was deployed together with it. */
async function resourcesBeside(db: Knex, { deploymentId, resourceName }: DefinitionRow): Promise<Resource[]> {
  return db('deployment_resource').where({ deploymentId }).whereNot({ name: resourceName }).select('name', 'content')
}

async function review({ id, key, version, tenant, xml }: DefinitionRow, capabilities: DefinitionsDeps['capabilities'], beside: Resource[]): Promise<Reviewed> {
  const { findings } = await readForDeployment(xml, await capabilities(xml, tenant, beside))
  return { definitionId: id, key, version, tenant, findings: findings.filter(({ severity }) => severity === 'error') }
}
