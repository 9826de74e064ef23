import { appError } from '../errors.ts'
import type { Authenticate } from '../http/dispatch.ts'
import { tokenOf } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

/**
 * Who sends a request: the session cookie decides. An Authorization header is refused rather than ignored, so that a client with
 * an API token does not believe that it acts as somebody; tokens do not exist yet.
 */
export function authenticateWith(sessions: Sessions): Authenticate {
  return async (ctx) => {
    if (ctx.get('Authorization') !== '') throw appError('session.required')
    const token = tokenOf(ctx)
    return token === undefined || token === '' ? undefined : sessions.actorOf(token)
  }
}
