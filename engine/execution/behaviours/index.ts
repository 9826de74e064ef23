import type { Behaviour } from '../behaviour.ts'
import { adHocSubProcess } from './ad-hoc-sub-process.behaviour.ts'
import { boundaryEvent } from './boundary-event.behaviour.ts'
import { businessRuleTask } from './business-rule-task.behaviour.ts'
import { callActivity } from './call-activity.behaviour.ts'
import { catchEvent } from './catch-event.behaviour.ts'
import { complexGateway } from './complex-gateway.behaviour.ts'
import { endEvent } from './end-event.behaviour.ts'
import { eventBasedGateway } from './event-based-gateway.behaviour.ts'
import { eventSubProcess } from './event-sub-process.behaviour.ts'
import { exclusiveGateway } from './exclusive-gateway.behaviour.ts'
import { inclusiveGateway } from './inclusive-gateway.behaviour.ts'
import { parallelGateway } from './parallel-gateway.behaviour.ts'
import { passThrough } from './pass-through.behaviour.ts'
import { receiveTask } from './receive-task.behaviour.ts'
import { scriptTask } from './script-task.behaviour.ts'
import { sendTask } from './send-task.behaviour.ts'
import { serviceTask } from './service-task.behaviour.ts'
import { startEvent } from './start-event.behaviour.ts'
import { subProcess } from './sub-process.behaviour.ts'
import { throwEvent } from './throw-event.behaviour.ts'
import { transaction } from './transaction.behaviour.ts'
import { userTask } from './user-task.behaviour.ts'

const starts = ['none', 'message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensate', 'multiple', 'parallelMultiple']
const boundaries = ['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensate', 'cancel', 'multiple', 'parallelMultiple']

/** Which triggers each position of an event may have (BPMN 2.0, table 10.93), as far as they are executed. */
const positions: Record<string, { behaviour: Behaviour; triggers: string[] }> = {
  startEvent: { behaviour: startEvent, triggers: starts },
  intermediateCatchEvent: { behaviour: catchEvent, triggers: ['message', 'signal', 'timer', 'conditional', 'link', 'multiple', 'parallelMultiple'] },
  intermediateThrowEvent: { behaviour: throwEvent, triggers: ['none', 'message', 'signal', 'escalation', 'compensate', 'link', 'multiple'] },
  boundaryEvent: { behaviour: boundaryEvent, triggers: boundaries },
  endEvent: { behaviour: endEvent, triggers: ['none', 'message', 'signal', 'error', 'escalation', 'compensate', 'cancel', 'terminate', 'multiple'] },
}

/** The table of contents of what the engine executes. Deployment refuses every other kind by name. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  ...Object.fromEntries(
    Object.entries(positions).flatMap(([position, { behaviour, triggers }]) => triggers.map((trigger) => [`${position}:${trigger}`, behaviour])),
  ),
  userTask,
  serviceTask,
  scriptTask,
  businessRuleTask,
  sendTask,
  receiveTask,
  callActivity,
  task: passThrough,
  manualTask: passThrough,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  adHocSubProcess,
  subProcess,
  'subProcess:event': eventSubProcess,
  transaction,
}
