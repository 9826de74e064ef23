import { z } from 'zod'
import type { Actor } from '../../identity/actor.ts'
import { badRequest, invalidRequest } from '../errors.ts'
import { personPrefix } from '../people.ts'
import { assertOperates, type TaskChanges } from './task-changes.ts'
import type { TaskQueries } from './task-queries.ts'

export const linkBody = z.looseObject({ userId: z.string().nullish(), groupId: z.string().nullish(), type: z.string().nullish() })
export type LinkBody = z.output<typeof linkBody>

type Deps = { queries: TaskQueries; changes: TaskChanges }

type Link = { who: string; isPerson: boolean; type: string }

/** Adding and removing who has to do with a task. Links of kinds that mean nothing to this engine are refused. */
export function createIdentityLinks({ queries, changes }: Deps) {
  async function link(id: string, body: LinkBody, { add, actor }: { add: boolean; actor: Actor }): Promise<void> {
    const { who, isPerson, type } = readLink(body)
    const task = await queries.existing(id, actor)
    assertOperates(actor, 'TASK_ASSIGN', id)
    const act = add ? 'add-identity-link' : 'delete-identity-link'
    const stored = isPerson ? ((await changes.stored(who)) ?? who) : who
    if (type !== 'candidate') return changes.change(task, { [type]: add ? stored : null }, { act, actor })
    const group = isPerson ? personPrefix + stored : stored
    const others = task.candidates.filter((each) => each !== group)
    return changes.change(task, { candidates: add ? [...others, group] : others }, { act, actor })
  }

  return {
    add: (id: string, body: LinkBody, actor: Actor) => link(id, body, { add: true, actor }),
    remove: (id: string, body: LinkBody, actor: Actor) => link(id, body, { add: false, actor }),
  }
}

/** @throws InvalidRequestException in Camunda's words, RestException for what this engine has no use for */
function readLink({ userId, groupId, type }: LinkBody): Link {
  if (userId && groupId) throw invalidRequest('Identity Link requires userId or groupId, but not both.')
  const who = userId || groupId
  if (!who) throw invalidRequest('Identity Link requires userId or groupId.')
  if (type !== 'candidate' && type !== 'assignee' && type !== 'owner') throw badRequest('RestException', `Unknown type of identity link: '${String(type)}'`)
  if (type !== 'candidate' && !userId) throw badRequest('BadUserRequestException', `Incompatible usage: cannot use type '${type}' together with a groupId`)
  return { who, isPerson: Boolean(userId), type }
}
