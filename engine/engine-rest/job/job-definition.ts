/**
 * Camunda keeps a row for each place of a model where jobs come from. Here the place itself is the definition: its id says process
 * definition, element and kind of job.
 */
export function jobDefinitionId({ definitionId, nodeId, kind }: { definitionId: string; nodeId: string; kind: string }): string {
  return `${definitionId}:${nodeId}:${kind}`
}

/** The columns that an id names; nothing has these when the id is not one of ours. */
export function namedJobDefinition(id: string): { 'job.definitionId': string; 'job.nodeId': string; 'job.kind': string } {
  const [definitionId = '', nodeId = '', kind = ''] = id.split(':')
  return { 'job.definitionId': definitionId, 'job.nodeId': nodeId, 'job.kind': kind }
}
