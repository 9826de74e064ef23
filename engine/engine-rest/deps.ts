import type { Knex } from 'knex'
import type { Decisions } from '../decisions/decisions.ts'
import type { Definitions } from '../definitions/definitions.ts'
import type { Deployments } from '../deployments/deployments.ts'
import type { Removal } from '../deployments/removal.ts'
import type { StartService } from '../instances/start-service.ts'
import type { LeasedJob } from '../jobs/jobs.store.ts'
import type { Messages } from '../messages/messages.ts'
import type { Engine } from '../module.ts'
import type { ExternalTasks } from '../external-tasks/external-tasks.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { TaskService } from '../tasks/task-service.ts'
import { createDecisionService } from './decision-definition/decision-definition-service.ts'
import { createDeploymentService } from './deployment/deployment-service.ts'
import { createSubscriptionService } from './event-subscription/event-subscription-service.ts'
import { createExecutionService } from './execution/execution-service.ts'
import { createExternalTaskService } from './external-task/external-task-service.ts'
import { createHistoryActivityService } from './history-activity-instance/history-activity-instance-service.ts'
import { createHistoryDecisionService } from './history-decision-instance/history-decision-instance-service.ts'
import { createHistoryDetailService } from './history-detail/history-detail-service.ts'
import { createHistoryIncidentService } from './history-incident/history-incident-service.ts'
import { createHistoryInstanceService } from './history-process-instance/history-process-instance-service.ts'
import { createHistoryTaskService } from './history-task/history-task-service.ts'
import { createIncidentService } from './incident/incident-service.ts'
import { createJobService } from './job/job-service.ts'
import { createMessageRestService } from './message/message-service.ts'
import { createDefinitionService } from './process-definition/process-definition-service.ts'
import { createInstanceRestService } from './process-instance/process-instance-service.ts'
import { createScope, type ScopeDeps } from './scope.ts'
import { createScopeVariables } from './scope-variables.ts'
import { createCommentService } from './task-comment/task-comment-service.ts'
import { createTaskRestService } from './task/create-task-service.ts'
import { createVariableService, variablesEver, variablesNow } from './variable-instance/variable-instance-service.ts'

/** What the resources of this surface stand on: the engine's own services. */
export type EngineRestDeps = ScopeDeps & {
  db: Knex
  engine: Engine
  runtime: Runtime
  definitions: Definitions
  deployments: Deployments
  removal: Removal
  messages: Messages
  jobs: { runNow(job: LeasedJob): Promise<void>; wake(): void }
  starts: Pick<StartService, 'start'>
  tasks: Pick<TaskService, 'complete'>
  externalTasks: ExternalTasks
  decisions: Decisions
}

/** The same services as this surface words them, one per resource. */
export type RestServices = ReturnType<typeof createRestServices>

export function createRestServices(given: EngineRestDeps) {
  const deps = { ...given, scope: createScope(given), variables: createScopeVariables(given) }
  return {
    scope: deps.scope,
    variables: deps.variables,
    deployments: createDeploymentService(deps),
    definitions: createDefinitionService(deps),
    instances: createInstanceRestService(deps),
    executions: createExecutionService(deps),
    subscriptions: createSubscriptionService(deps),
    messages: createMessageRestService(deps),
    jobs: createJobService(deps),
    incidents: createIncidentService(deps),
    tasks: createTaskRestService(deps),
    comments: createCommentService(deps),
    externalTasks: createExternalTaskService(deps),
    variableInstances: createVariableService(deps, variablesNow),
    historyInstances: createHistoryInstanceService(deps),
    historyActivities: createHistoryActivityService(deps),
    historyDecisions: createHistoryDecisionService(deps),
    decisions: createDecisionService(deps),
    historyTasks: createHistoryTaskService(deps),
    historyDetails: createHistoryDetailService(deps),
    historyIncidents: createHistoryIncidentService(deps),
    historyVariables: createVariableService(deps, variablesEver),
  }
}
