import type { Actor } from '../../identity/actor.ts'
import type { EngineRestDeps } from '../deps.ts'
import { engineFailure, notFound } from '../errors.ts'
import type { ListRequest } from '../lists.ts'
import { namesOf, personPrefix } from '../people.ts'
import type { Scope } from '../scope.ts'
import type { ScopeOf } from '../scope-variables.ts'
import type { TaskFilters } from './task-filters.ts'
import { countTasks, findTask, listTasks, type TaskFacts } from './task.store.ts'
import { identityLinks, taskView } from './task.view.ts'

export type TaskQueries = ReturnType<typeof createTaskQueries>

/** Open tasks as this surface shows them. */
export function createTaskQueries({ db, definitions, scope }: EngineRestDeps & { scope: Scope }) {
  const find = (id: string, actor: Actor): Promise<TaskFacts | undefined> => findTask(db, id, { scope, actor })

  /** Camunda's engine answers 500 for a task it does not find, and only reading one is 404. @throws NullValueException */
  async function existing(id: string, actor: Actor): Promise<TaskFacts> {
    const task = await find(id, actor)
    if (task === undefined) throw engineFailure(`Cannot find task with id ${id}: task is null`, 'NullValueException')
    return task
  }

  /** @throws 404 */
  async function known(id: string, actor: Actor): Promise<TaskFacts> {
    const task = await find(id, actor)
    if (task === undefined) throw notFound(`No matching task with id ${id}`)
    return task
  }

  async function shown(rows: TaskFacts[]) {
    const nameOf = await namesOf(
      db,
      rows.flatMap(({ assignee, owner }) => [assignee, owner]),
    )
    return Promise.all(rows.map(async (row) => taskView(row, { nameOf, graph: (await definitions.get(row.definitionId)).graph })))
  }

  async function scopeOf(id: string, actor: Actor, local: boolean): Promise<ScopeOf> {
    const task = await find(id, actor)
    if (task === undefined) throw engineFailure(`task ${id} doesn't exist: task is null`, 'NullValueException')
    return { instanceId: task.instanceId, executionId: task.executionId, definitionId: task.definitionId, kind: 'task', local }
  }

  return {
    find,
    existing,
    known,
    list: async (request: ListRequest<TaskFilters>, actor: Actor) => shown(await listTasks(db, request, { scope, actor })),
    count: (request: ListRequest<TaskFilters>, actor: Actor) => countTasks(db, request, { scope, actor }),
    get: async (id: string, actor: Actor) => (await shown([await known(id, actor)]))[0],
    async links(id: string, actor: Actor) {
      const task = await existing(id, actor)
      const people = task.candidates.flatMap((group) => (group.startsWith(personPrefix) ? [group.slice(personPrefix.length)] : []))
      return identityLinks(task, await namesOf(db, [task.assignee, task.owner, ...people]))
    },
    async form(id: string, actor: Actor) {
      const [view] = await shown([await known(id, actor)])
      return { key: view?.formKey ?? null, camundaFormRef: view?.camundaFormRef ?? null, contextPath: null }
    },
    /** What the task sees: its own variables and those of all scopes around it. */
    variableScope: (id: string, actor: Actor) => scopeOf(id, actor, false),
    localScope: (id: string, actor: Actor) => scopeOf(id, actor, true),
  }
}
