import type { Route } from '../http/route.ts'
import { decisionDefinitionRoutes } from './decision-definition/decision-definition.routes.ts'
import { deploymentRoutes } from './deployment/deployment.routes.ts'
import { createRestServices, type EngineRestDeps, type RestServices } from './deps.ts'
import { engineRoutes } from './engine.routes.ts'
import { eventSubscriptionRoutes } from './event-subscription/event-subscription.routes.ts'
import { executionRoutes } from './execution/execution.routes.ts'
import { externalTaskRoutes } from './external-task/external-task.routes.ts'
import { historyActivityInstanceRoutes } from './history-activity-instance/history-activity-instance.routes.ts'
import { historyDecisionInstanceRoutes } from './history-decision-instance/history-decision-instance.routes.ts'
import { historyDetailRoutes } from './history-detail/history-detail.routes.ts'
import { historyIncidentRoutes } from './history-incident/history-incident.routes.ts'
import { activityStatisticsRoutes } from './history-process-definition/activity-statistics.routes.ts'
import { historyProcessInstanceRoutes } from './history-process-instance/history-process-instance.routes.ts'
import { historyTaskRoutes } from './history-task/history-task.routes.ts'
import { historyVariableInstanceRoutes } from './history-variable-instance/history-variable-instance.routes.ts'
import { incidentRoutes } from './incident/incident.routes.ts'
import { jobRoutes } from './job/job.routes.ts'
import { messageRoutes } from './message/message.routes.ts'
import { openApiRoute } from './openapi.ts'
import { processDefinitionRoutes } from './process-definition/process-definition.routes.ts'
import { processInstanceRoutes } from './process-instance/process-instance.routes.ts'
import { mount, type RestRoute } from './rest-route.ts'
import { taskCommentRoutes } from './task-comment/task-comment.routes.ts'
import { taskRoutes } from './task/task.routes.ts'
import { variableInstanceRoutes } from './variable-instance/variable-instance.routes.ts'

/** The Camunda-7-compatible surface. The list is its table of contents: one file of routes per resource. */
export function engineRestRoutes(deps: EngineRestDeps): Route[] {
  const services = createRestServices(deps)
  const routes = resources.flatMap((resource) => resource(services))
  return mount([...routes, openApiRoute(routes)])
}

const resources: readonly ((services: RestServices) => RestRoute[])[] = [
  engineRoutes,
  deploymentRoutes,
  processDefinitionRoutes,
  processInstanceRoutes,
  executionRoutes,
  eventSubscriptionRoutes,
  messageRoutes,
  jobRoutes,
  incidentRoutes,
  taskRoutes,
  taskCommentRoutes,
  externalTaskRoutes,
  variableInstanceRoutes,
  historyProcessInstanceRoutes,
  historyActivityInstanceRoutes,
  historyVariableInstanceRoutes,
  historyIncidentRoutes,
  historyTaskRoutes,
  historyDetailRoutes,
  activityStatisticsRoutes,
  decisionDefinitionRoutes,
  historyDecisionInstanceRoutes,
]
