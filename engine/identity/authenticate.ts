import type { Context } from 'koa'
import { appError } from '../errors.ts'
import type { Authenticate } from '../http/dispatch.ts'
import { isEngineRest } from '../http/surfaces.ts'
import type { Actor } from './actor.ts'
import type { ApiTokens } from './api-tokens.ts'
import type { BasicLogin } from './basic-login.ts'
import { tokenOf } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

type Ways = { sessions: Sessions; basicLogin: BasicLogin; apiTokens: ApiTokens }

/**
 * Who sends a request. An Authorization header decides alone, also beside a cookie: bearer tokens everywhere, name and password
 * (HTTP Basic) on /engine-rest and on the test clock, which the same clients move. One that is not valid is refused rather than ignored, so that no client believes that it
 * acts as somebody. Without the header the session cookie decides.
 */
export function authenticateWith(ways: Ways): Authenticate {
  return async (ctx) => {
    const header = ctx.get('Authorization')
    if (header !== '') return known(await fromHeader(ways, ctx, header))
    const token = tokenOf(ctx)
    return token === undefined || token === '' ? undefined : ways.sessions.actorOf(token)
  }
}

const takesBasic = (path: string) => isEngineRest(path) || path === '/api/test/clock'

function known(actor: Actor | undefined): Actor {
  if (actor === undefined) throw appError('session.required')
  return actor
}

async function fromHeader({ basicLogin, apiTokens }: Ways, ctx: Context, header: string): Promise<Actor | undefined> {
  const [, scheme = '', value = ''] = /^(\w+) +(\S+)$/.exec(header) ?? []
  if (/^bearer$/i.test(scheme)) return apiTokens.actorOf(value)
  if (!/^basic$/i.test(scheme) || !takesBasic(ctx.path)) return undefined
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const username = text.slice(0, colon)
  const password = text.slice(colon + 1)
  if (colon < 1 || username.length > 60 || password.length > 200) return undefined
  return basicLogin.actorOf({ username, password, address: ctx.ip })
}
