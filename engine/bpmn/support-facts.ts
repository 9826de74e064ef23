/** One row of docs/bpmn-support.md: what it is called, which kinds of the behaviour table it needs, which rules of the linter speak about it. */
export type SupportFact = { element: string; kinds: string[]; rules: string[]; camunda7: Other; camunda8: Other; flowable: Other }

/**
 * What other engines do, from their documentation: Camunda 7.24, Camunda 8.8, Flowable 7. `silent` means that the model deploys and the element has
 * no effect; `unknown` that their documentation does not say it plainly enough to repeat.
 */
export type Other = 'yes' | 'no' | 'silent' | 'unknown'

type Others = [camunda7: Other, camunda8: Other, flowable: Other]

const row = (element: string, kinds: string[], rules: string[], [camunda7, camunda8, flowable]: Others): SupportFact => ({
  element,
  kinds,
  rules,
  camunda7,
  camunda8,
  flowable,
})
const at = (position: string, triggers: string[]) => triggers.map((trigger) => `${position}:${trigger}`)

const tasks: SupportFact[] = [
  row('User task', ['userTask'], ['forms', 'fields', 'assignments', 'listeners'], ['yes', 'yes', 'yes']),
  row('Manual task, undefined task', ['manualTask', 'task'], [], ['yes', 'yes', 'yes']),
  row('Service task', ['serviceTask'], ['services', 'jobs'], ['yes', 'yes', 'yes']),
  row('Send task', ['sendTask'], ['services', 'messages', 'data'], ['yes', 'yes', 'yes']),
  row('Receive task', ['receiveTask'], ['messages', 'data'], ['yes', 'yes', 'yes']),
  row('Receive task that starts a process', ['receiveTask'], ['messages'], ['no', 'no', 'unknown']),
  row('Script task', ['scriptTask'], ['scripts'], ['yes', 'yes', 'yes']),
  row('Business rule task', ['businessRuleTask'], ['services', 'decisions'], ['yes', 'yes', 'yes']),
  row('Call activity', ['callActivity'], ['callActivities', 'parameters', 'recursion'], ['yes', 'yes', 'yes']),
  row('Global task', ['callActivity'], ['rootElements', 'scripts'], ['no', 'no', 'no']),
]

const scopes: SupportFact[] = [
  row('Embedded sub-process', ['subProcess'], ['startAndEnd', 'sequenceFlows'], ['yes', 'yes', 'yes']),
  row('Event sub-process', ['subProcess:event'], ['eventSubProcesses', 'eventTriggers', 'twins'], ['yes', 'yes', 'yes']),
  row('Transaction', ['transaction', 'endEvent:cancel', 'boundaryEvent:cancel'], ['transactions', 'boundaryEvents'], ['yes', 'no', 'yes']),
  row('Ad-hoc sub-process', ['adHocSubProcess'], ['adHoc'], ['no', 'yes', 'yes']),
  row('Standard loop', [], ['loops'], ['silent', 'no', 'no']),
  row('Multi-instance', [], ['loops'], ['yes', 'yes', 'yes']),
  row('Multi-instance behaviours One, None, Complex', [], ['loops'], ['silent', 'unknown', 'unknown']),
  row('startQuantity, completionQuantity', [], ['quantities'], ['silent', 'unknown', 'unknown']),
  row('Compensation handler', ['boundaryEvent:compensate'], ['compensation'], ['yes', 'yes', 'yes']),
]

const gateways: SupportFact[] = [
  row('Exclusive gateway', ['exclusiveGateway'], ['gateways', 'defaultFlows', 'conditions'], ['yes', 'yes', 'yes']),
  row('Parallel gateway', ['parallelGateway'], ['gateways'], ['yes', 'yes', 'yes']),
  row('Inclusive gateway', ['inclusiveGateway'], ['gateways', 'defaultFlows', 'conditions'], ['yes', 'yes', 'yes']),
  row('Complex gateway', ['complexGateway'], ['gateways', 'defaultFlows', 'conditions'], ['no', 'no', 'silent']),
  row('Event-based gateway', ['eventBasedGateway'], ['eventGateways', 'gateways'], ['yes', 'yes', 'yes']),
  row('Event-based gateway that starts a process, Parallel too', ['eventBasedGateway'], ['eventGateways'], ['no', 'no', 'no']),
]

const starts = ['message', 'timer', 'signal']
const events: SupportFact[] = [
  row('Start: none', at('startEvent', ['none']), ['startAndEnd', 'reachable'], ['yes', 'yes', 'yes']),
  row(
    'Start: message, timer, signal',
    at('startEvent', starts),
    ['startAndEnd', 'messages', 'timers', 'signals', 'startNames', 'twins'],
    ['yes', 'yes', 'yes'],
  ),
  row('Start: conditional', at('startEvent', ['conditional']), ['conditionalEvents'], ['yes', 'no', 'unknown']),
  row('Start of an event sub-process: error, escalation', at('startEvent', ['error', 'escalation']), ['eventTriggers', 'errors'], ['yes', 'yes', 'yes']),
  row('Start of an event sub-process: compensation', at('startEvent', ['compensate']), ['eventTriggers', 'compensation'], ['yes', 'no', 'unknown']),
  row('Catch: message, timer, signal', at('intermediateCatchEvent', starts), ['messages', 'timers', 'signals'], ['yes', 'yes', 'yes']),
  row('Catch: conditional', at('intermediateCatchEvent', ['conditional']), ['conditionalEvents'], ['yes', 'no', 'yes']),
  row('Link', [...at('intermediateCatchEvent', ['link']), ...at('intermediateThrowEvent', ['link'])], ['links'], ['yes', 'yes', 'unknown']),
  row('Throw: none, signal', at('intermediateThrowEvent', ['none', 'signal']), ['signals', 'eventTriggers'], ['yes', 'yes', 'yes']),
  row('Throw: message', at('intermediateThrowEvent', ['message']), ['messages', 'services'], ['yes', 'yes', 'unknown']),
  row('Throw: escalation, compensation', at('intermediateThrowEvent', ['escalation', 'compensate']), ['errors', 'compensation'], ['yes', 'yes', 'yes']),
  row('Boundary: message, timer, signal', at('boundaryEvent', starts), ['boundaryEvents', 'twins'], ['yes', 'yes', 'yes']),
  row('Boundary: error, escalation', at('boundaryEvent', ['error', 'escalation']), ['boundaryEvents', 'twins'], ['yes', 'yes', 'yes']),
  row('Boundary: conditional', at('boundaryEvent', ['conditional']), ['boundaryEvents', 'conditionalEvents'], ['yes', 'no', 'yes']),
  row('End: none, error, terminate', at('endEvent', ['none', 'error', 'terminate']), ['startAndEnd', 'errors'], ['yes', 'yes', 'yes']),
  row('End: escalation', at('endEvent', ['escalation']), ['errors'], ['yes', 'yes', 'yes']),
  row(
    'End: message, signal, compensation',
    at('endEvent', ['message', 'signal', 'compensate']),
    ['messages', 'signals', 'compensation'],
    ['yes', 'yes', 'unknown'],
  ),
  row(
    'Multiple: any of several triggers, all of several results',
    ['startEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent', 'endEvent'].map((position) => `${position}:multiple`),
    ['eventTriggers'],
    ['no', 'no', 'no'],
  ),
  row(
    'Parallel multiple: all of several triggers',
    ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].map((position) => `${position}:parallelMultiple`),
    ['eventTriggers'],
    ['no', 'no', 'no'],
  ),
  row('Event definitions by reference', [], ['timers', 'messages'], ['no', 'unknown', 'unknown']),
]

const around: SupportFact[] = [
  row('Sequence flow, conditional and default flow', [], ['sequenceFlows', 'flowLists', 'conditions', 'defaultFlows'], ['yes', 'yes', 'yes']),
  row('Data objects, properties, inputs, outputs, data associations', [], ['data'], ['silent', 'silent', 'unknown']),
  row('Lanes', [], ['lanes'], ['yes', 'yes', 'yes']),
  row('Pools and message flows', [], ['collaborations'], ['yes', 'yes', 'yes']),
  row('Extension attributes and elements', [], ['supportedAttributes', 'listeners', 'mappings', 'jobs'], ['yes', 'yes', 'yes']),
  row('Imports of other definitions', [], ['imports'], ['no', 'unknown', 'unknown']),
  row('What has no behaviour is refused by name', [], ['supportedElements'], ['no', 'yes', 'no']),
  row('Ids', [], ['ids'], ['yes', 'yes', 'yes']),
]

/** Chapter by chapter, in the order of the document. */
export const supportFacts: Readonly<Record<string, SupportFact[]>> = {
  Tasks: tasks,
  'Sub-processes and markers': scopes,
  Gateways: gateways,
  Events: events,
  'Around them': around,
}
