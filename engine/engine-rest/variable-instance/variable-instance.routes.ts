import type { RestServices } from '../deps.ts'
import type { RestRoute } from '../rest-route.ts'
import { variableListRoutes } from './variable-list-routes.ts'

/** /variable-instance */
export const variableInstanceRoutes = ({ variableInstances }: RestServices): RestRoute[] =>
  variableListRoutes('/variable-instance', 'variables of running instances', variableInstances)
