import type { Behaviour } from '../behaviour.ts'
import { boundaryMessage } from './boundary-message.behaviour.ts'
import { boundaryTimer } from './boundary-timer.behaviour.ts'
import { catchTimer } from './catch-timer.behaviour.ts'
import { exclusiveGateway } from './exclusive-gateway.behaviour.ts'
import { parallelGateway } from './parallel-gateway.behaviour.ts'
import { passThrough } from './pass-through.behaviour.ts'
import { serviceTask } from './service-task.behaviour.ts'
import { subProcess } from './sub-process.behaviour.ts'
import { terminateEnd } from './terminate-end.behaviour.ts'
import { userTask } from './user-task.behaviour.ts'

/** The table of contents of what the engine executes. Deployment refuses every other kind by name. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  'startEvent:none': passThrough,
  'startEvent:timer': passThrough,
  'endEvent:none': passThrough,
  'endEvent:terminate': terminateEnd,
  'intermediateThrowEvent:none': passThrough,
  'intermediateCatchEvent:timer': catchTimer,
  'boundaryEvent:timer': boundaryTimer,
  'boundaryEvent:message': boundaryMessage,
  userTask,
  serviceTask,
  task: passThrough,
  manualTask: passThrough,
  exclusiveGateway,
  parallelGateway,
  subProcess,
}
