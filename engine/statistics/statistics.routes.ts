import { defineRoute, view, type Route } from '../http/route.ts'
import type { Engine, Statistic } from '../module.ts'

/** One route per statistic that a module brings; its own schema parses the query, its own permission guards it. */
export function statisticsRoutes(engine: Engine, statistics: Statistic[]): Route[] {
  return statistics.map((statistic) =>
    defineRoute({
      method: 'GET',
      path: `/api/statistics/${statistic.key}`,
      right: view(statistic.permission),
      summary: `Statistic ${statistic.key}`,
      query: statistic.query,
      handle: async ({ actor, query }) => ({ body: await statistic.run(engine, actor, query as never) }),
    }),
  )
}
