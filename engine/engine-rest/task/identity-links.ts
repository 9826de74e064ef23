import { z } from 'zod'
import type { Actor } from '../../identity/actor.ts'
import { badRequest, invalidRequest } from '../errors.ts'
import { personPrefix } from '../people.ts'
import { assertOperates, type TaskChanges } from './task-changes.ts'
import type { TaskQueries } from './task-queries.ts'

export const linkBody = z.looseObject({ userId: z.string().nullish(), groupId: z.string().nullish(), type: z.string().nullish() })
export type LinkBody = z.output<typeof linkBody>

type Deps = { queries: TaskQueries; changes: TaskChanges }

/** Adding and removing who has to do with a task. Links of kinds that mean nothing to this engine are refused. */
export function createIdentityLinks({ queries, changes }: Deps) {
  async function link(id: string, body: LinkBody, { add, actor }: { add: boolean; actor: Actor }): Promise<void> {
    const { userId, groupId } = body
    if (userId && groupId) throw invalidRequest('Identity Link requires userId or groupId, but not both.')
    if (!userId && !groupId) throw invalidRequest('Identity Link requires userId or groupId.')
    const task = await queries.existing(id, actor)
    assertOperates(actor, 'TASK_ASSIGN', id)
    const act = add ? 'add-identity-link' : 'delete-identity-link'
    const person = userId ? await changes.stored(userId) : null
    if (body.type === 'candidate') {
      const group = person === null ? (groupId ?? '') : personPrefix + person
      const others = task.candidates.filter((each) => each !== group)
      return changes.change(task, { candidates: add ? [...others, group] : others }, { act, actor })
    }
    if (body.type !== 'assignee' && body.type !== 'owner') throw badRequest('RestException', `Unknown type of identity link: '${String(body.type)}'`)
    if (person === null) throw badRequest('BadUserRequestException', `Incompatible usage: cannot use type '${body.type}' together with a groupId`)
    return changes.change(task, { [body.type]: add ? person : null }, { act, actor })
  }

  return {
    add: (id: string, body: LinkBody, actor: Actor) => link(id, body, { add: true, actor }),
    remove: (id: string, body: LinkBody, actor: Actor) => link(id, body, { add: false, actor }),
  }
}
