import type { Knex } from 'knex'

/** Camunda's names of the kinds of incidents it has too. */
const camundaKinds: Record<string, string> = { 'failed-job': 'failedJob', 'failed-external-task': 'failedExternalTask' }

export function incidentType(kind: string): string {
  return camundaKinds[kind] ?? kind
}

export function kindOfIncident(type: string): string {
  return Object.entries(camundaKinds).find(([, name]) => name === type)?.[0] ?? type
}

/** Restricts to instances with an open incident of which `column` has the value. The query must have the table `instance` in it. */
export const withIncident =
  (column: string, operator: '=' | 'like' = '=') =>
  (query: Knex.QueryBuilder, value: string) =>
    query.whereIn('instance.id', (inner) =>
      inner
        .from('incident')
        .where(column, operator, column === 'incident.kind' ? kindOfIncident(value) : value)
        .select('incident.instanceId'),
    )
