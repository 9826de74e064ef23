import { defineRoute, type Route } from './route.ts'

export type Readiness = { ready: boolean; checks: Record<'database' | 'migrations' | 'disk' | 'jobs', boolean> }

/** For load balancers and supervisors. Names what is wrong, never how: these are open to everybody. */
export function healthRoutes({ readiness }: { readiness(): Promise<Readiness> }): Route[] {
  return [
    defineRoute({ method: 'GET', path: '/healthz', right: 'public', summary: 'The process is alive', handle: async () => ({ body: { status: 'ok' } }) }),
    defineRoute({
      method: 'GET',
      path: '/readyz',
      right: 'public',
      summary: 'The process can serve',
      handle: async () => {
        const { ready, checks } = await readiness()
        return { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' }, body: { status: ready ? 'ready' : 'not ready', checks } }
      },
    }),
  ]
}
