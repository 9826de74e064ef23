import type { RestServices } from '../deps.ts'
import type { RestRoute } from '../rest-route.ts'
import { variableListRoutes } from '../variable-instance/variable-list-routes.ts'

/** /history/variable-instance */
export const historyVariableInstanceRoutes = ({ historyVariables }: RestServices): RestRoute[] =>
  variableListRoutes('/history/variable-instance', 'variables as they were last', historyVariables)
