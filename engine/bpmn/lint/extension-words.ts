import { isA, isFlow, localType, type ModelElement } from '../model.ts'

/** Extension attributes that are executed, or that say nothing about execution. */
export const executedAttributes: ReadonlySet<string> = new Set([
  ...['assignee', 'candidateUsers', 'candidateGroups', 'dueDate', 'followUpDate', 'priority'].map(camunda),
  ...['formKey', 'formRef', 'formRefBinding', 'formRefVersion', 'initiator'].map(camunda),
  ...['class', 'delegateExpression', 'expression', 'resultVariable', 'type', 'topic', 'taskPriority', 'resource'].map(camunda),
  ...['asyncBefore', 'asyncAfter', 'async', 'exclusive', 'jobPriority'].map(camunda),
  ...['decisionRef', 'decisionRefBinding', 'decisionRefVersion', 'decisionRefTenantId', 'mapDecisionResult'].map(camunda),
  ...['calledElementBinding', 'calledElementVersion', 'calledElementVersionTag', 'calledElementTenantId'].map(camunda),
  ...['collection', 'elementVariable', 'variableName', 'variableEvents'].map(camunda),
  ...['errorCodeVariable', 'errorMessageVariable', 'escalationCodeVariable', 'errorMessage'].map(camunda),
  ...['candidateStarterGroups', 'candidateStarterUsers', 'versionTag', 'historyTimeToLive', 'isStartableInTasklist'].map(camunda),
  ...['modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon', 'diagramRelationId'].map(camunda),
  ...['assign', 'onEmpty', 'due', 'actions', 'phase', 'action', 'who', 'mode', 'calendar', 'adHoc'].map((name) => `cz:${name}`),
])

/** Attributes that other elements know too, but that are looked at only here. */
export const onlyOn: Readonly<Record<string, (holder: ModelElement) => boolean>> = {
  'cz:phase': isUserTask,
  'cz:calendar': (holder) => localType(holder) === 'timerEventDefinition',
  'camunda:async': (holder) => localType(holder) !== 'signalEventDefinition',
}

/** Extension elements that are executed, and on what. */
export const executedElements: Readonly<Record<string, (holder: ModelElement) => boolean>> = {
  'camunda:InputOutput': () => true,
  'camunda:Properties': () => true,
  'camunda:FailedJobRetryTimeCycle': (holder) => isA(holder, 'bpmn:FlowNode') || localType(holder) === 'multiInstanceLoopCharacteristics',
  'camunda:ExecutionListener': (holder) => isA(holder, 'bpmn:FlowNode') || isA(holder, 'bpmn:Process') || isFlow(holder),
  'camunda:TaskListener': isUserTask,
  'camunda:FormData': (holder) => isUserTask(holder) || localType(holder) === 'startEvent',
  'camunda:In': (holder) => ['callActivity', 'signalEventDefinition', 'messageEventDefinition', 'sendTask'].includes(localType(holder)),
  'camunda:Out': (holder) => localType(holder) === 'callActivity',
  'camunda:Connector': (holder) =>
    ['serviceTask', 'sendTask', 'businessRuleTask', 'globalBusinessRuleTask', 'messageEventDefinition'].includes(localType(holder)),
  'camunda:ErrorEventDefinition': (holder) => ['serviceTask', 'sendTask', 'businessRuleTask', 'globalBusinessRuleTask'].includes(localType(holder)),
  'cz:Field': isUserTask,
}

function isUserTask(holder: ModelElement): boolean {
  return isA(holder, 'bpmn:UserTask') || isA(holder, 'bpmn:GlobalUserTask')
}

function camunda(name: string): string {
  return `camunda:${name}`
}
