import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { selfLink } from '../links.ts'
import { defineRest, type RestRoute } from '../rest-route.ts'

/** /task/{id}/comment */
export function taskCommentRoutes({ comments }: RestServices): RestRoute[] {
  return [
    defineRest({
      method: 'GET',
      path: '/task/:id/comment',
      summary: 'What was noted with a task',
      handle: async ({ param, actor }) => ({ body: await comments.ofTask(param('id'), actor) }),
    }),
    defineRest({
      method: 'POST',
      path: '/task/:id/comment/create',
      summary: 'Note something with a task',
      body: z.looseObject({ message: z.string().max(4000).nullish() }),
      async handle({ param, body, actor, ctx }) {
        const comment = await comments.create(param('id'), body.message, actor)
        return { body: { ...comment, links: selfLink(ctx, `/task/${param('id')}/comment/${comment?.id ?? ''}`) } }
      },
    }),
    defineRest({
      method: 'GET',
      path: '/task/:id/comment/:commentId',
      summary: 'One note',
      handle: async ({ param, actor }) => ({ body: await comments.get(param('id'), param('commentId'), actor) }),
    }),
    defineRest({
      method: 'GET',
      path: '/process-instance/:id/comment',
      summary: 'What was noted with the tasks of an instance',
      handle: async ({ param, actor }) => ({ body: await comments.ofInstance(param('id'), actor) }),
    }),
  ]
}
