import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { badRequest } from '../errors.ts'
import { defineRest, listRoutes, operating, operators, type RestRequest, type RestRoute } from '../rest-route.ts'
import { errorBody, failureBody, reportBody } from './external-task-service.ts'
import { externalTaskFilters, externalTaskSorting } from './external-task.rules.ts'
import { fetchBody } from './fetch-body.ts'

const retriesBody = z.looseObject({
  retries: z.number().int().nullish(),
  externalTaskIds: z.array(z.string()).nullish(),
  processInstanceIds: z.array(z.string()).nullish(),
  externalTaskQuery: z.record(z.string(), z.unknown()).nullish(),
})
const workerId = z.string()
const ms = z.number().int().positive()

/** /external-task: for programs, which act as a user with 运维-操作. */
export function externalTaskRoutes(services: RestServices): RestRoute[] {
  const { externalTasks } = services
  return [
    defineRest({
      method: 'POST',
      path: '/external-task/fetchAndLock',
      right: operating,
      summary: 'Take tasks to do, or wait for some',
      body: fetchBody,
      handle: async ({ body, actor, ctx }) => ({ body: await whileThere(ctx, (signal) => externalTasks.fetchAndLock(body, actor, signal)) }),
    }),
    defineRest({
      method: 'GET',
      path: '/external-task/topic-names',
      right: operators,
      summary: 'Topics there are tasks for',
      query: { withLockedTasks: 'flag', withUnlockedTasks: 'flag', withRetriesLeft: 'flag' },
      handle: async ({ query, actor }) => ({ body: await externalTasks.topicNames(query, actor) }),
    }),
    ...listRoutes({
      path: '/external-task',
      of: 'external tasks',
      right: operators,
      filters: externalTaskFilters,
      sortable: Object.keys(externalTaskSorting),
      post: true,
      list: externalTasks.list,
      count: externalTasks.count,
    }),
    ...worker(services),
    ...byHand(services),
  ]
}

/** What a worker reports. */
function worker({ externalTasks }: RestServices): RestRoute[] {
  const post = <B>(verb: string, summary: string, body: z.ZodType<B>, run: (id: string, body: B, actor: RestRequest['actor']) => Promise<void>) =>
    defineRest({
      method: 'POST',
      path: `/external-task/:id/${verb}`,
      right: operating,
      summary,
      body,
      handle: async (request) => done(run(request.param('id'), request.body, request.actor)),
    })
  return [
    post('complete', 'The task is done', reportBody, externalTasks.complete),
    post('failure', 'An attempt has failed', failureBody, externalTasks.failure),
    post('bpmnError', 'An error of the model', errorBody, externalTasks.bpmnError),
    post('lock', 'Take this one', z.looseObject({ workerId, lockDuration: ms }), externalTasks.lock),
    post('extendLock', 'More time', z.looseObject({ workerId, newDuration: ms }), externalTasks.extendLock),
    post('unlock', 'Give it back', z.unknown(), (id, _, actor) => externalTasks.unlock(id, actor)),
  ]
}

/** What who keeps the installation running does. */
function byHand({ externalTasks }: RestServices): RestRoute[] {
  return [
    defineRest({
      method: 'PUT',
      path: '/external-task/retries',
      right: operating,
      summary: 'Set the retries of several',
      body: retriesBody,
      async handle({ body: { retries, externalTaskIds, processInstanceIds, externalTaskQuery }, actor }) {
        const filters = [
          ...(externalTaskIds?.length ? [{ externalTaskIdIn: externalTaskIds }] : []),
          ...(processInstanceIds?.length ? [{ processInstanceIdIn: processInstanceIds }] : []),
          ...(externalTaskQuery ? [externalTaskQuery] : []),
        ]
        if (filters.length === 0) throw badRequest('BadUserRequestException', 'externalTaskIds is empty')
        return done(externalTasks.setRetriesOfAll(filters, number(retries), actor))
      },
    }),
    defineRest({
      method: 'GET',
      path: '/external-task/:id',
      right: operators,
      summary: 'One external task',
      handle: async ({ param, actor }) => ({ body: await externalTasks.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/external-task/:id/errorDetails',
      right: operators,
      summary: 'What the worker said of its last failure',
      async handle({ param, actor }) {
        const body = (await externalTasks.errorDetails(param('id'), actor)) ?? undefined
        return { body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } }
      },
    }),
    defineRest({
      method: 'PUT',
      path: '/external-task/:id/retries',
      right: operating,
      summary: 'Set its retries',
      body: retriesBody,
      handle: async ({ param, body, actor }) => done(externalTasks.setRetries(param('id'), number(body.retries), actor)),
    }),
    defineRest({
      method: 'PUT',
      path: '/external-task/:id/priority',
      right: operating,
      summary: 'Set its priority',
      body: z.looseObject({ priority: z.number().int() }),
      handle: async ({ param, body, actor }) => done(externalTasks.setPriority(param('id'), body.priority, actor)),
    }),
  ]
}

function number(retries: number | null | undefined): number {
  if (retries === null || retries === undefined) throw badRequest('RestException', 'The number of retries cannot be null.')
  return retries
}

/** A worker that hangs up waits no longer: what it would have been given stays free for others. */
async function whileThere<T>({ res }: RestRequest['ctx'], work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const gone = new AbortController()
  const leave = () => gone.abort()
  res.once('close', leave)
  try {
    return await work(gone.signal)
  } finally {
    res.off('close', leave)
  }
}

async function done(work: Promise<void>) {
  await work
  return { status: 204 }
}
