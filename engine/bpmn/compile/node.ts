import type { Node } from '../graph.ts'
import { child, children, flag, idOf, kindOf, localType, property, text, type ModelElement } from '../model.ts'
import { readAdHoc } from './ad-hoc.ts'
import { readCall } from './call.ts'
import { readDataInputs, readDataNames, readDataOutputs } from './data.ts'
import { readDecision } from './decision.ts'
import { readEvents } from './event.ts'
import { readForm } from './form.ts'
import { readGateway } from './gateway.ts'
import { readIo } from './io.ts'
import { readRetryCycle } from './jobs.ts'
import { readListeners } from './listeners.ts'
import { readLoop } from './loop.ts'
import type { Neighbours } from './neighbours.ts'
import { readProperties } from './properties.ts'
import type { Read } from './read.ts'
import { readReceive } from './receive.ts'
import { readScriptTask } from './script.ts'
import { readService } from './service.ts'
import { readUserTask } from './user-task.ts'

/** One element that tokens can be at: an activity, event or gateway, or the process itself as the outermost scope. */
export function readNode(element: ModelElement, near: Neighbours, read: Read): Node {
  return {
    ...placeOf(element, near),
    ...eventOf(element, read),
    ...mappingsOf(element, read),
    ...jobsOf(element, read),
    ...repetitionOf(element, near, read),
    ...workOf(element, read),
  }
}

function placeOf(element: ModelElement, near: Neighbours) {
  const id = idOf(element)
  return {
    id,
    type: localType(element),
    kind: kindOf(element),
    name: text(element, 'name') ?? '',
    scope: element.$parent && element.$type !== 'bpmn:Process' ? idOf(element.$parent) : '',
    incoming: near.incoming(id),
    outgoing: near.outgoing(id),
    defaultFlow: child(element, 'default')?.id ?? null,
    starts: near.starts(element),
    eventSubProcesses: near.eventSubProcesses(element),
    boundary: near.boundary(id),
    attachedTo: child(element, 'attachedToRef')?.id ?? null,
    documentation: children(element, 'documentation')
      .map((each) => text(each, 'text') ?? '')
      .join('\n'),
  }
}

function eventOf(element: ModelElement, read: Read) {
  return {
    interrupting: property(element, 'cancelActivity') !== false && property(element, 'isInterrupting') !== false,
    events: readEvents(element, read),
    parallelMultiple: flag(element, 'parallelMultiple'),
    initiator: text(element, 'camunda:initiator') ?? null,
  }
}

function mappingsOf(element: ModelElement, read: Read) {
  return { ...readIo(element, read), dataInputs: readDataInputs(element, read), dataOutputs: readDataOutputs(element, read), dataNames: readDataNames(element) }
}

function jobsOf(element: ModelElement, read: Read) {
  return {
    asyncBefore: flag(element, 'camunda:asyncBefore') || flag(element, 'camunda:async'),
    asyncAfter: flag(element, 'camunda:asyncAfter'),
    retryCycle: readRetryCycle(element),
    jobPriority: read(element, text(element, 'camunda:jobPriority')),
    listeners: readListeners(element, read),
  }
}

function repetitionOf(element: ModelElement, near: Neighbours, read: Read) {
  return {
    loop: readLoop(element, read),
    startQuantity: quantityOf(element, 'startQuantity'),
    completionQuantity: quantityOf(element, 'completionQuantity'),
    isForCompensation: flag(element, 'isForCompensation'),
    compensatedBy: near.compensatedBy(element),
  }
}

function quantityOf(element: ModelElement, name: string): number {
  const quantity = Number(property(element, name) ?? 1)
  return Number.isInteger(quantity) && quantity > 0 ? quantity : 1
}

function workOf(element: ModelElement, read: Read) {
  return {
    user: readUserTask(element, read),
    service: doesService.test(element.$type) ? readService(element, read) : null,
    script: readScriptTask(element, read),
    decision: readDecision(element, read),
    call: readCall(element, read),
    receive: readReceive(element, read),
    gateway: readGateway(element, read),
    adHoc: readAdHoc(element, read),
    form: readForm(element),
    properties: readProperties(element),
  }
}

const doesService = /(?:Service|Send|BusinessRule)Task$/
