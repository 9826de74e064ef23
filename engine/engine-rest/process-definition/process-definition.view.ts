export type DefinitionFacts = {
  id: string
  deploymentId: string
  key: string
  version: number
  versionTag: string | null
  name: string
  tenant: string
  resourceName: string
  suspendedAt: string | null
  historyTtl: number | null
}

export function definitionView({ id, key, name, version, resourceName, deploymentId, suspendedAt, tenant, versionTag, historyTtl }: DefinitionFacts) {
  return {
    id,
    key,
    category: null,
    description: null,
    name: name === '' ? null : name,
    version,
    resource: resourceName,
    deploymentId,
    diagram: null,
    suspended: suspendedAt !== null,
    tenantId: tenantId(tenant),
    versionTag,
    historyTimeToLive: historyTtl,
    startableInTasklist: true,
  }
}

/** The base has no tenant in Camunda's words. */
export function tenantId(tenant: string): string | null {
  return tenant === '' ? null : tenant
}
