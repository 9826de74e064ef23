import { z } from 'zod'
import type { ExternalTasks } from '../../external-tasks/external-tasks.ts'
import type { Actor } from '../../identity/actor.ts'
import { applyFilters } from '../apply-filters.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, notFound } from '../errors.ts'
import { paged, readFilters, type ListRequest } from '../lists.ts'
import type { Scope } from '../scope.ts'
import { variablesBody, variablesFrom } from '../variables.ts'
import { externalTaskFilters, externalTaskRules, externalTaskSorting, type ExternalTaskFilters } from './external-task.rules.ts'
import { externalTaskView, lockedTaskView } from './external-task.view.ts'
import { checkFetch, type FetchBody } from './fetch-body.ts'

export const reportBody = z.looseObject({ workerId: z.string(), variables: variablesBody, localVariables: variablesBody })
export type Report = z.output<typeof reportBody>
export const failureBody = reportBody.extend({
  errorMessage: z.string().nullish(),
  errorDetails: z.string().nullish(),
  retries: z.number().int().min(0).default(0),
  retryTimeout: z.number().int().min(0).default(0),
})
export const errorBody = reportBody.extend({ errorCode: z.string().nullish(), errorMessage: z.string().nullish() })

type Request = ListRequest<ExternalTaskFilters>

/** Tasks that programs outside fetch and do. Each call looks first whether the task is one that this user sees. */
export function createExternalTaskService({ engine, externalTasks, scope }: EngineRestDeps & { scope: Scope }) {
  const narrowed = ({ given }: Pick<Request, 'given'>, actor: Actor) =>
    ((query) => applyFilters(scope.restrict(actor, query), given, externalTaskRules(engine.clock.now()))) satisfies Parameters<ExternalTasks['count']>[0]

  const rows = (request: Request, actor: Actor) => externalTasks.list((query) => paged(narrowed(request, actor)(query), request, externalTaskSorting, 'job.id'))

  async function known(id: string, actor: Actor) {
    const [row] = await rows({ given: { externalTaskId: id }, ...first }, actor)
    if (row === undefined) throw notFound(`External task with id ${id} does not exist`, 'RestException')
    return row
  }

  async function setRetries(id: string, retries: number, actor: Actor): Promise<void> {
    if (retries < 0) throw badRequest('RestException', 'The number of retries cannot be negative')
    await known(id, actor)
    await externalTasks.setRetries({ id, retries, actor })
  }

  return {
    list: async (request: Request, actor: Actor) => (await rows(request, actor)).map(externalTaskView),
    count: async (request: Request, actor: Actor) => ({ count: await externalTasks.count(narrowed(request, actor)) }),
    get: async (id: string, actor: Actor) => externalTaskView(await known(id, actor)),
    async errorDetails(id: string, actor: Actor): Promise<string | null> {
      await known(id, actor)
      return externalTasks.errorDetails(id)
    },
    async topicNames(given: Record<string, unknown>, actor: Actor): Promise<string[]> {
      const { withLockedTasks, withUnlockedTasks, withRetriesLeft } = given
      const filters = readFilters(externalTaskFilters, { locked: withLockedTasks, notLocked: withUnlockedTasks, withRetriesLeft })
      const found = await rows({ given: filters, sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }, actor)
      return [...new Set(found.map(({ topic }) => topic))].sort()
    },
    /** Waits as long as the worker says for something to do; `signal`: the worker has gone. */
    async fetchAndLock(body: FetchBody, actor: Actor, signal: AbortSignal) {
      checkFetch(body)
      const { workerId, maxTasks, usePriority = false, asyncResponseTimeout, topics = [] } = body
      const request = { workerId, maxTasks, usePriority, topics, asyncResponseTimeout }
      const locked = await externalTasks.fetchAndLock({ ...request, restrict: (query) => void scope.restrict(actor, query) }, signal)
      return Promise.all(
        locked.map(async (task) => {
          const deserialize = topics.find(({ topicName }) => topicName === task.topic)?.deserializeValues ?? false
          return lockedTaskView(task, { deserialize, errorDetails: task.error === null ? null : await externalTasks.errorDetails(task.id) })
        }),
      )
    },
    async complete(id: string, body: Report, actor: Actor): Promise<void> {
      await known(id, actor)
      await externalTasks.complete({ id, workerId: body.workerId, actor, ...payload(body) })
    },
    async failure(id: string, body: z.output<typeof failureBody>, actor: Actor): Promise<void> {
      await known(id, actor)
      const { workerId, errorMessage = null, errorDetails = null, retries, retryTimeout } = body
      await externalTasks.failure({ id, workerId, actor, errorMessage, errorDetails, retries, retryTimeout, ...payload(body) })
    },
    async bpmnError(id: string, body: z.output<typeof errorBody>, actor: Actor): Promise<void> {
      await known(id, actor)
      const { workerId, errorCode, errorMessage = null } = body
      if (!errorCode) throw badRequest('RestException', `errorCode is ${errorCode === '' ? 'empty' : 'null'}`)
      await externalTasks.bpmnError({ id, workerId, actor, errorCode, errorMessage, variables: payload(body).variables })
    },
    async lock(id: string, lock: { workerId: string; lockDuration: number }, actor: Actor): Promise<void> {
      await known(id, actor)
      await externalTasks.lock({ id, ...lock })
    },
    async extendLock(id: string, lock: { workerId: string; newDuration: number }, actor: Actor): Promise<void> {
      await known(id, actor)
      await externalTasks.extendLock({ id, ...lock })
    },
    async unlock(id: string, actor: Actor): Promise<void> {
      await known(id, actor)
      await externalTasks.unlock(id)
    },
    setRetries,
    /** The same for what a list names: tasks, and all tasks of instances. */
    async setRetriesOfAll(filters: Record<string, unknown>[], retries: number, actor: Actor): Promise<void> {
      const ids = new Set<string>()
      for (const each of filters) {
        const request: Request = { given: readFilters(externalTaskFilters, each), sorting: [], paging: { firstResult: 0, maxResults: 50_000 } }
        for (const { id } of await rows(request, actor)) ids.add(id)
      }
      for (const id of ids) await setRetries(id, retries, actor)
    },
    async setPriority(id: string, priority: number, actor: Actor): Promise<void> {
      await known(id, actor)
      await externalTasks.setPriority({ id, priority })
    },
  }
}

const first = { sorting: [], paging: { firstResult: 0, maxResults: 1 } }

const payload = ({ variables, localVariables }: Report) => ({ variables: variablesFrom(variables), localVariables: variablesFrom(localVariables) })
