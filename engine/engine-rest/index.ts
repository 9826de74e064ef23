import type { Route } from '../http/route.ts'
import type { EngineRestDeps } from './deps.ts'
import { engineRoutes } from './engine.routes.ts'
import { openApiRoute } from './openapi.ts'
import { mount, type RestRoute } from './rest-route.ts'

/** The Camunda-7-compatible surface. The list is its table of contents: one file of routes per resource. */
export function engineRestRoutes(deps: EngineRestDeps): Route[] {
  const routes: RestRoute[] = [...resources(deps)]
  return mount([...routes, openApiRoute(routes)])
}

function resources(_deps: EngineRestDeps): RestRoute[] {
  return [...engineRoutes()]
}
