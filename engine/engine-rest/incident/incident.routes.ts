import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { defineRest, listRoutes, operating, type RestRoute } from '../rest-route.ts'
import { incidentFilters, incidentSorting } from './incident.filters.ts'

const annotationBody = z.looseObject({ annotation: z.string().max(4000).nullish() })

/** /incident */
export function incidentRoutes({ incidents }: RestServices): RestRoute[] {
  return [
    ...listRoutes({
      path: '/incident',
      of: 'open incidents',
      filters: incidentFilters,
      sortable: Object.keys(incidentSorting),
      post: false,
      list: incidents.list,
      count: incidents.count,
    }),
    defineRest({
      method: 'GET',
      path: '/incident/:id',
      summary: 'One open incident',
      handle: async ({ param, actor }) => ({ body: await incidents.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'DELETE',
      path: '/incident/:id',
      right: operating,
      summary: 'Resolve an incident: the token tries again',
      async handle({ param, actor }) {
        await incidents.resolve(param('id'), actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'PUT',
      path: '/incident/:id/annotation',
      right: operating,
      summary: 'Note something with an incident',
      body: annotationBody,
      async handle({ param, body, actor }) {
        await incidents.annotate(param('id'), body.annotation ?? null, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'DELETE',
      path: '/incident/:id/annotation',
      right: operating,
      summary: 'Remove the note',
      async handle({ param, actor }) {
        await incidents.annotate(param('id'), null, actor)
        return { status: 204 }
      },
    }),
  ]
}
