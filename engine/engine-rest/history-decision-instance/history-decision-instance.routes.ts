import type { RestServices } from '../deps.ts'
import { readList } from '../lists.ts'
import { parseValue } from '../query-values.ts'
import { defineRest, type RestRequest, type RestRoute } from '../rest-route.ts'
import type { Including } from './history-decision-instance-service.ts'
import { historyDecisionFilters, historyDecisionSorting } from './history-decision-instance.filters.ts'

const including = { includeInputs: 'flag', includeOutputs: 'flag', disableBinaryFetching: 'flag', disableCustomObjectDeserialization: 'flag' } as const

/** /history/decision-instance */
export function historyDecisionInstanceRoutes({ historyDecisions }: RestServices): RestRoute[] {
  const read = ({ query }: RestRequest) => readList(historyDecisionFilters, Object.keys(historyDecisionSorting), query)
  return [
    defineRest({
      method: 'GET',
      path: '/history/decision-instance',
      summary: 'List decisions that were made',
      query: { ...historyDecisionFilters, ...including, firstResult: 'whole', maxResults: 'whole', sortBy: 'text', sortOrder: 'text' },
      handle: async (request) => ({ body: await historyDecisions.list(read(request), request.actor, wanted(request)) }),
    }),
    defineRest({
      method: 'GET',
      path: '/history/decision-instance/count',
      summary: 'Count decisions that were made',
      query: historyDecisionFilters,
      handle: async (request) => ({ body: await historyDecisions.count(read(request), request.actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/history/decision-instance/:id',
      summary: 'One decision that was made',
      query: including,
      handle: async (request) => ({ body: await historyDecisions.get(request.param('id'), request.actor, wanted(request)) }),
    }),
  ]
}

function wanted({ query }: RestRequest): Including {
  const flag = (name: keyof typeof including) => query[name] !== undefined && parseValue('flag', name, query[name])
  return { inputs: flag('includeInputs'), outputs: flag('includeOutputs') }
}
