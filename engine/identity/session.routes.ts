import type { Context } from 'koa'
import { createRateLimit } from '../http/rate-limit.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { Actor } from './actor.ts'
import { loginBody, type SessionView } from './identity.api.ts'
import { endedSessionCookie, sessionCookie, tokenOf } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'

type Deps = { sessions: Sessions; clock: Clock; publicUrl: string | undefined; hasDemoData(): Promise<boolean> }

export function sessionRoutes({ sessions, clock, publicUrl, hasDemoData }: Deps): Route[] {
  const limit = createRateLimit({ clock, perMinute: 60 })
  const isHttps = (ctx: Context) => ctx.secure || (publicUrl?.startsWith('https:') ?? false)

  return [
    defineRoute({
      method: 'POST',
      path: '/api/session',
      right: 'public',
      summary: 'Log in',
      body: loginBody,
      async handle({ body, ctx }) {
        const knocks = `${ctx.ip} ${body.username}`
        limit.check(ctx.ip)
        limit.check(knocks)
        const { token, actor } = await sessions.logIn({ ...body, address: ctx.ip, earlierToken: tokenOf(ctx) }).catch((error: unknown) => {
          if (error instanceof AppError) limit.countFailure(isGuess(error) ? ctx.ip : knocks)
          throw error
        })
        return { body: viewOf(actor, await hasDemoData()), headers: { 'Set-Cookie': sessionCookie(token, { https: isHttps(ctx) }) } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/session',
      right: 'session',
      summary: 'Who is logged in',
      handle: async ({ actor }) => ({ body: viewOf(actor, await hasDemoData()) }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/session',
      right: 'session',
      summary: 'Log out',
      async handle({ ctx }) {
        await sessions.logOut(tokenOf(ctx) ?? '')
        return { headers: { 'Set-Cookie': endedSessionCookie({ https: isHttps(ctx) }) } }
      },
    }),
  ]
}

/** Knocking at a locked name tries no password: it is limited by name, and does not shut out the others behind the same address. */
function isGuess(error: AppError): boolean {
  return error.code === 'session.bad_credentials'
}

function viewOf(actor: Actor, demo: boolean): SessionView {
  return {
    id: actor.userId,
    username: actor.username,
    name: actor.name,
    unit: { id: actor.unitId, name: actor.unitName, type: actor.unitType },
    district: { code: actor.district, name: actor.districtName },
    role: actor.role,
    permissions: { ...actor.rights },
    demo,
  }
}
