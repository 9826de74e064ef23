import type { RestServices } from '../deps.ts'
import { parseValue } from '../query-values.ts'
import { defineRest, type RestRoute } from '../rest-route.ts'
import { counted } from './activity-statistics.ts'

/** /history/process-definition/{id}/statistics */
export function activityStatisticsRoutes({ definitions, historyActivities, historyIncidents }: RestServices): RestRoute[] {
  return [
    defineRest({
      method: 'GET',
      path: '/history/process-definition/:id/statistics',
      summary: 'How often each activity ran',
      query: { canceled: 'flag', finished: 'flag', completeScope: 'flag', incidents: 'flag', sortBy: 'text', sortOrder: 'text' },
      async handle({ param, query, actor }) {
        const flag = (name: string) => query[name] !== undefined && parseValue('flag', name, query[name])
        const { id } = await definitions.find({ id: param('id') }, actor)
        const of = { given: { processDefinitionId: id }, sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }
        const activities = await historyActivities.list(of, actor)
        const incidents = flag('incidents') ? await historyIncidents.list(of, actor) : []
        const rows = counted(activities, incidents, { canceled: flag('canceled'), finished: flag('finished'), completeScope: flag('completeScope') })
        return { body: query['sortOrder'] === 'desc' ? rows.reverse() : rows }
      },
    }),
  ]
}
