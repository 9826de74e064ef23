import Router, { type RouterMiddleware } from '@koa/router'
import { appError } from '../errors.ts'
import { dispatch, type Authenticate } from './dispatch.ts'
import type { Route } from './route.ts'

/**
 * Registers routes. Throws at start for a route without a right and for two routes of one method and path: deny by default, and
 * no route may hide another. A literal segment goes before a parameter whatever the order of registration.
 */
export function createRouter(routes: readonly Route[], authenticate: Authenticate): RouterMiddleware[] {
  const router = new Router({ sensitive: true })
  for (const route of sorted(checked(routes))) {
    router.register(route.path, [route.method], (ctx) => dispatch(route, ctx, authenticate))
  }
  const noSuchMethod: RouterMiddleware = (ctx) => {
    const { path } = router.match(ctx.path, ctx.method)
    if (path.length === 0) throw appError('route.unknown', { path: ctx.path })
    ctx.set('Allow', [...new Set(path.flatMap(({ methods }) => methods))].sort().join(', '))
    throw appError('route.method_not_allowed', { path: ctx.path, method: ctx.method })
  }
  return [router.routes(), noSuchMethod]
}

function checked(routes: readonly Route[]): Route[] {
  const seen = new Set<string>()
  for (const { method, path, right } of routes) {
    const name = `${method} ${path.replace(/:\w+/g, ':')}`
    if (!hasRight(right)) throw new Error(`route without a right: ${method} ${path}`)
    if (seen.has(name)) throw new Error(`route declared twice: ${method} ${path}`)
    seen.add(name)
  }
  return [...routes]
}

function hasRight(right: unknown): boolean {
  if (right === 'public' || right === 'session') return true
  return typeof right === 'object' && right !== null && 'module' in right && typeof right.module === 'string' && right.module !== ''
}

function sorted(routes: Route[]): Route[] {
  const rank = ({ path }: Route) =>
    path
      .split('/')
      .map((segment) => (segment.startsWith(':') ? '1' : '0'))
      .join('')
  return routes.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0))
}
