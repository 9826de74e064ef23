import { z } from 'zod'
import { fromCamundaDate } from '../dates.ts'
import type { RestServices } from '../deps.ts'
import { invalidRequest } from '../errors.ts'
import { defineRest, listRoutes, operating, type RestRequest, type RestRoute } from '../rest-route.ts'
import { jobFilters, jobSorting } from './job.filters.ts'

const date = z.string().nullish()
const retriesBody = z.looseObject({ retries: z.number().int(), dueDate: date })
const dueDateBody = z.looseObject({ duedate: date, cascade: z.boolean().nullish() })
const priorityBody = z.looseObject({ priority: z.number().int() })
const suspensionBody = z.looseObject({ suspended: z.boolean() })

/** /job and /job-definition */
export function jobRoutes({ jobs }: RestServices): RestRoute[] {
  return [
    ...listRoutes({ path: '/job', of: 'jobs', filters: jobFilters, sortable: Object.keys(jobSorting), post: true, list: jobs.list, count: jobs.count }),
    defineRest({ method: 'GET', path: '/job/:id', summary: 'One job', handle: async ({ param, actor }) => ({ body: await jobs.get(param('id'), actor) }) }),
    defineRest({
      method: 'POST',
      path: '/job/:id/execute',
      right: operating,
      summary: 'Do a job now, due or not',
      handle: done(({ param, actor }) => jobs.run(param('id'), actor)),
    }),
    defineRest({
      method: 'GET',
      path: '/job/:id/stacktrace',
      summary: 'What a job failed with last',
      handle: async ({ param, actor }) => ({ body: await jobs.stacktrace(param('id'), actor), headers: { 'Content-Type': 'text/plain; charset=utf-8' } }),
    }),
    defineRest({
      method: 'PUT',
      path: '/job/:id/retries',
      right: operating,
      summary: 'How often it is tried again',
      body: retriesBody,
      handle: done(({ param, body, actor }) => jobs.setRetries(param('id'), { retries: body.retries, dueAt: instantFrom(body.dueDate) }, actor)),
    }),
    defineRest({
      method: 'PUT',
      path: '/job/:id/duedate',
      right: operating,
      summary: 'When it is done',
      body: dueDateBody,
      handle: done(({ param, body, actor }) => jobs.setDueDate(param('id'), requiredInstant(body.duedate), actor)),
    }),
    defineRest({
      method: 'PUT',
      path: '/job/:id/priority',
      right: operating,
      summary: 'Its priority',
      body: priorityBody,
      handle: done(({ param, body, actor }) => jobs.setPriority(param('id'), body.priority, actor)),
    }),
    defineRest({
      method: 'PUT',
      path: '/job/:id/suspended',
      right: operating,
      summary: 'Suspend or activate it',
      body: suspensionBody,
      handle: done(({ param, body, actor }) => jobs.suspend(param('id'), body.suspended, actor)),
    }),
    defineRest({
      method: 'PUT',
      path: '/job/suspended',
      right: operating,
      summary: 'Suspend or activate the jobs of an instance, a definition or a place',
      body: suspensionBody,
      handle: done(({ body, actor }) => jobs.suspendAll(chosen(body), body.suspended, actor)),
    }),
    defineRest({
      method: 'DELETE',
      path: '/job/:id',
      right: operating,
      summary: 'Delete a job',
      handle: done(({ param, actor }) => jobs.remove(param('id'), actor)),
    }),
    defineRest({
      method: 'GET',
      path: '/job-definition',
      summary: 'Places of models where the jobs of now come from',
      query: { jobDefinitionId: 'text', processDefinitionId: 'text', processDefinitionKey: 'text', activityId: 'text' },
      handle: async ({ query, actor }) => ({ body: await jobs.definitions(query, actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/job-definition/count',
      summary: 'Count them',
      query: { jobDefinitionId: 'text', processDefinitionId: 'text', processDefinitionKey: 'text', activityId: 'text' },
      handle: async ({ query, actor }) => ({ body: { count: (await jobs.definitions(query, actor)).length } }),
    }),
  ]
}

function done<B>(work: (request: RestRequest<B>) => Promise<void>) {
  return async (request: RestRequest<B>) => {
    await work(request)
    return { status: 204 }
  }
}

function instantFrom(text: string | null | undefined): string | undefined {
  if (text === undefined || text === null) return undefined
  const iso = fromCamundaDate(text)
  if (iso === undefined) throw invalidRequest(`Cannot convert value '${text}' to java type java.util.Date`)
  return iso
}

function requiredInstant(text: string | null | undefined): string {
  const iso = instantFrom(text)
  if (iso === undefined) throw invalidRequest('duedate is null: a job without a time would be done at once')
  return iso
}

const choices = ['jobDefinitionId', 'processInstanceId', 'processDefinitionId', 'processDefinitionKey']

function chosen(body: Record<string, unknown>): Record<string, unknown> {
  const given = choices.filter((name) => typeof body[name] === 'string')
  if (given.length === 0)
    throw invalidRequest(
      'Either jobId, jobDefinitionId, processInstanceId, processDefinitionId or processDefinitionKey should be set to update the suspension state.',
    )
  return Object.fromEntries(given.map((name) => [name, body[name]]))
}
