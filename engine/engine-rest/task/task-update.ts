import { z } from 'zod'
import type { TaskPatch } from '../../execution/update-task.ts'
import type { Actor } from '../../identity/actor.ts'
import { badRequest } from '../errors.ts'
import { parseValue } from '../query-values.ts'
import { assertOperates, type TaskChanges } from './task-changes.ts'
import type { TaskQueries } from './task-queries.ts'

const text = z.string().nullish()
export const updateBody = z.looseObject({
  name: text,
  description: text,
  assignee: text,
  owner: text,
  delegationState: text,
  due: text,
  followUp: text,
  priority: z.number().int().nullish(),
  parentTaskId: text,
  caseInstanceId: text,
})
export type UpdateBody = z.output<typeof updateBody>

/** PUT /task/:id writes all that a task says: what the body leaves out becomes empty, as in Camunda. A task always has a name here. */
export function createTaskUpdate({ queries, changes }: { queries: TaskQueries; changes: TaskChanges }) {
  return async function update(id: string, body: UpdateBody, actor: Actor): Promise<void> {
    const task = await queries.known(id, actor)
    assertOperates(actor, 'UPDATE', id)
    if (body.parentTaskId || body.caseInstanceId)
      throw badRequest('RestException', 'A task here belongs to its process instance, never to another task or a case')
    const patch: TaskPatch = {
      name: body.name || task.name,
      description: body.description ?? null,
      assignee: await changes.stored(body.assignee),
      owner: await changes.stored(body.owner),
      delegationState: delegation(body.delegationState),
      dueAt: instant('due', body.due),
      followUpAt: instant('followUp', body.followUp),
      priority: body.priority ?? 0,
    }
    await changes.change(task, patch, { act: 'update-task', actor })
  }
}

const instant = (name: string, given: string | null | undefined) => (given ? parseValue('instant', name, given) : null)

function delegation(given: string | null | undefined): 'PENDING' | 'RESOLVED' | null {
  if (!given) return null
  const state = given.toUpperCase()
  if (state === 'PENDING' || state === 'RESOLVED') return state
  throw badRequest('InvalidRequestException', `Valid values for property 'delegationState' are 'PENDING' or 'RESOLVED', but was '${given}'`)
}
