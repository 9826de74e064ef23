import type { Context } from 'koa'

const name = 'cz_session'

/** The session token a request carries. */
export function tokenOf(ctx: Context): string | undefined {
  return ctx.cookies.get(name)
}

/** Not readable by scripts, not sent along by other sites' forms, and not sent in the clear when we are reached by https. */
export function sessionCookie(token: string, { https }: { https: boolean }): string {
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
}

export function endedSessionCookie({ https }: { https: boolean }): string {
  return `${sessionCookie('', { https })}; Max-Age=0`
}
