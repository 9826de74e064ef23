import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { badRequest, notFound } from '../errors.ts'
import { defineRest, listRoutes, type RestRequest, type RestRoute } from '../rest-route.ts'
import { variableRoutes } from '../variable-routes.ts'
import { variablesBody } from '../variables.ts'
import { linkBody } from './identity-links.ts'
import { taskFilters, taskSorting } from './task-filters.ts'
import { updateBody } from './task-update.ts'

const userBody = z.looseObject({ userId: z.string().nullish() })
const completeBody = z.looseObject({ variables: variablesBody, withVariablesInReturn: z.boolean().nullish() }).nullish()
const errorBody = z.looseObject({ errorCode: z.string().nullish(), errorMessage: z.string().nullish(), variables: variablesBody })
const escalationBody = z.looseObject({ escalationCode: z.string().nullish(), variables: variablesBody })

/** /task */
export function taskRoutes(services: RestServices): RestRoute[] {
  const { tasks, variables } = services
  return [
    ...listRoutes({
      path: '/task',
      of: 'open tasks',
      filters: taskFilters,
      sortable: Object.keys(taskSorting),
      post: true,
      list: tasks.queries.list,
      count: tasks.queries.count,
    }),
    ...oneTask(services),
    ...peopleOf(services),
    ...doing(services),
    ...variableRoutes({ path: '/task/:id/variables', variables, scopeOf: tasks.queries.variableScope }),
    ...variableRoutes({ path: '/task/:id/localVariables', variables, scopeOf: tasks.queries.localScope }),
  ]
}

function oneTask({ tasks: { queries, update, formVariables } }: RestServices): RestRoute[] {
  return [
    defineRest({
      method: 'POST',
      path: '/task/create',
      summary: 'Refused: a task belongs to a process instance',
      async handle() {
        throw badRequest('NotValidException', 'Tasks without a process instance are not supported: model a process with one user task')
      },
    }),
    defineRest({
      method: 'GET',
      path: '/task/:id',
      summary: 'One open task',
      handle: async ({ param, actor }) => ({ body: await queries.get(param('id'), actor) }),
    }),
    defineRest({
      method: 'PUT',
      path: '/task/:id',
      summary: 'Write all that a task says of itself',
      body: updateBody,
      handle: async ({ param, body, actor }) => done(update(param('id'), body, actor)),
    }),
    defineRest({
      method: 'DELETE',
      path: '/task/:id',
      summary: 'Refused: a task ends with its process',
      async handle({ param, actor }) {
        await queries.existing(param('id'), actor)
        throw badRequest('InvalidRequestException', 'Could not delete task: The task cannot be deleted because is part of a running process')
      },
    }),
    defineRest({
      method: 'GET',
      path: '/task/:id/form',
      summary: 'Key or reference of its form',
      handle: async ({ param, actor }) => ({ body: await queries.form(param('id'), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/task/:id/form-variables',
      summary: 'Variables that its form may show',
      query: { variableNames: 'texts', deserializeValues: 'flag' },
      handle: async ({ param, actor, query }) => ({ body: await formVariables(param('id'), query, actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/task/:id/rendered-form',
      summary: 'There is none: forms are rendered by clients',
      async handle({ param, actor }) {
        const { id } = await queries.existing(param('id'), actor)
        throw notFound(`No matching rendered form for task with the id ${id} found.`)
      },
    }),
  ]
}

function peopleOf({ tasks: { queries, changes, links } }: RestServices): RestRoute[] {
  const post = (verb: string, summary: string, run: (id: string, userId: string | null, actor: RestRequest['actor']) => Promise<void>) =>
    defineRest({
      method: 'POST',
      path: `/task/:id/${verb}`,
      summary,
      body: userBody.nullish(),
      handle: async ({ param, body, actor }) => done(run(param('id'), body?.userId || null, actor)),
    })
  return [
    post('claim', 'Take a task that nobody has', changes.claim),
    post('unclaim', 'Give a task back', (id, _, actor) => changes.assign(id, null, actor, 'unclaim')),
    post('assignee', 'Give a task to somebody', changes.assign),
    post('delegate', 'Let somebody else do it and give it back', changes.delegate),
    defineRest({
      method: 'GET',
      path: '/task/:id/identity-links',
      summary: 'Who has to do with a task',
      query: { type: 'text' },
      async handle({ param, query, actor }) {
        const all = await queries.links(param('id'), actor)
        return { body: all.filter(({ type }) => query['type'] === undefined || query['type'] === type) }
      },
    }),
    defineRest({
      method: 'POST',
      path: '/task/:id/identity-links',
      summary: 'Add a candidate, or set assignee or owner',
      body: linkBody,
      handle: async ({ param, body, actor }) => done(links.add(param('id'), body, actor)),
    }),
    defineRest({
      method: 'POST',
      path: '/task/:id/identity-links/delete',
      summary: 'Remove a candidate, assignee or owner',
      body: linkBody,
      handle: async ({ param, body, actor }) => done(links.remove(param('id'), body, actor)),
    }),
  ]
}

function doing({ tasks: { completion } }: RestServices): RestRoute[] {
  const completing = (path: string, verb: string, summary: string) =>
    defineRest({
      method: 'POST',
      path,
      summary,
      body: completeBody,
      async handle({ param, body, actor, language }) {
        const task = await completion.complete(param('id'), body?.variables, { by: { actor, language }, verb })
        return body?.withVariablesInReturn ? { body: await completion.variablesAfter(task) } : { status: 204 }
      },
    })
  return [
    completing('/task/:id/complete', 'complete task', 'Do a task'),
    completing('/task/:id/submit-form', 'submit task form', 'Do a task with its form'),
    defineRest({
      method: 'POST',
      path: '/task/:id/resolve',
      summary: 'Give a delegated task back to its owner',
      body: completeBody,
      handle: async ({ param, body, actor }) => done(completion.resolve(param('id'), body?.variables, actor)),
    }),
    defineRest({
      method: 'POST',
      path: '/task/:id/bpmnError',
      summary: 'Report an error of the model',
      body: errorBody,
      handle: async ({ param, body: { errorCode: code, errorMessage, variables }, actor }) =>
        done(completion.report(param('id'), { what: 'error', code, message: errorMessage ?? null, variables }, actor)),
    }),
    defineRest({
      method: 'POST',
      path: '/task/:id/bpmnEscalation',
      summary: 'Report an escalation',
      body: escalationBody,
      handle: async ({ param, body: { escalationCode: code, variables }, actor }) =>
        done(completion.report(param('id'), { what: 'escalation', code, message: null, variables }, actor)),
    }),
  ]
}

async function done(work: Promise<void>) {
  await work
  return { status: 204 }
}
