import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Model } from './valid.ts'

const { el, extension, line, withRoots } = p

/** Every trigger at every position that the standard allows. */
export const events: Model[] = [
  ['a process that starts by itself', ['startEvent:none', 'endEvent:none'], processOf(chain(start, end))],
  ['one that a message starts', ['startEvent:message'], p.starting(p.message)],
  ['one that a signal starts', ['startEvent:signal'], p.starting(p.signal)],
  [
    'one that a timer starts',
    ['startEvent:timer'],
    p.starting('<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition>'),
  ],
  ['one that cron starts', [], p.starting('<bpmn:timerEventDefinition><bpmn:timeCycle>0 0 9 ? * MON-FRI</bpmn:timeCycle></bpmn:timerEventDefinition>')],
  ['one that a condition starts', ['startEvent:conditional'], p.starting(p.conditional)],
  ['one that any of two starts', ['startEvent:multiple'], p.starting(p.message + p.signal)],
  [
    'one that two together start',
    ['startEvent:parallelMultiple'],
    withRoots(chain(el('startEvent', 'X', p.message + p.signal, 'parallelMultiple="true"'), end)),
  ],
  [
    'one that several events start',
    [],
    withRoots(chain(start, task('T'), end) + el('startEvent', 'X', p.message) + flow('X', 'T') + el('startEvent', 'Y', p.timer) + flow('Y', 'T')),
  ],
  ['waiting for a message', ['intermediateCatchEvent:message'], p.catching(p.message)],
  ['waiting for a signal', ['intermediateCatchEvent:signal'], p.catching(p.signal)],
  [
    'waiting for a time',
    ['intermediateCatchEvent:timer'],
    p.catching('<bpmn:timerEventDefinition><bpmn:timeDate>${when}</bpmn:timeDate></bpmn:timerEventDefinition>'),
  ],
  [
    'waiting for working time',
    [],
    p.catching('<bpmn:timerEventDefinition cz:calendar="office"><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition>'),
  ],
  ['waiting for a condition', ['intermediateCatchEvent:conditional'], p.catching(p.conditional)],
  [
    'waiting for a condition in FEEL',
    [],
    p.catching(
      '<bpmn:conditionalEventDefinition camunda:variableName="amount" camunda:variableEvents="create, update"><bpmn:condition xsi:type="bpmn:tFormalExpression">=amount > 3</bpmn:condition></bpmn:conditionalEventDefinition>',
    ),
  ],
  ['waiting for any of two', ['intermediateCatchEvent:multiple'], p.catching(p.message + p.timer)],
  ['waiting for two', ['intermediateCatchEvent:parallelMultiple'], line(el('intermediateCatchEvent', 'X', p.message + p.signal, 'parallelMultiple="true"'))],
  [
    'a link',
    ['intermediateThrowEvent:link', 'intermediateCatchEvent:link'],
    withRoots(chain(start, el('intermediateThrowEvent', 'X', p.link('on'))) + chain(el('intermediateCatchEvent', 'Y', p.link('on')), end)),
  ],
  [
    'two links to one',
    [],
    withRoots(
      chain(start, el('parallelGateway', 'G'), el('intermediateThrowEvent', 'X', p.link('on'))) +
        el('intermediateThrowEvent', 'Z', p.link('on')) +
        flow('G', 'Z') +
        chain(el('intermediateCatchEvent', 'Y', p.link('on')), end),
    ),
  ],
  ['an event that throws nothing', ['intermediateThrowEvent:none'], p.throwing('')],
  ['sending a message', ['intermediateThrowEvent:message'], p.throwing(p.message)],
  ['sending by a handler', [], p.throwing('<bpmn:messageEventDefinition camunda:delegateExpression="${notify}"/>')],
  [
    'sending a signal with data',
    ['intermediateThrowEvent:signal'],
    p.throwing(`<bpmn:signalEventDefinition signalRef="S">${extension('<camunda:in source="a" target="b"/>')}</bpmn:signalEventDefinition>`),
  ],
  ['escalating', ['intermediateThrowEvent:escalation'], p.throwing(p.escalation)],
  [
    'compensating on the way',
    ['intermediateThrowEvent:compensate'],
    p.compensated({
      thrown: '',
      rest: chain(
        el('startEvent', 'S2', p.message),
        el('intermediateThrowEvent', 'Y', '<bpmn:compensateEventDefinition activityRef="T"/>'),
        el('endEvent', 'End2'),
      ),
    }),
  ],
  ['throwing several', ['intermediateThrowEvent:multiple'], p.throwing(p.message + p.signal)],
  ['a message that interrupts', ['boundaryEvent:message'], p.attached(p.message)],
  ['a message that does not', [], p.attached(p.message, 'cancelActivity="false"')],
  ['an action on a running case', [], p.attached(p.message, 'cz:action="extend" cz:who="initiator"')],
  ['a signal at a task', ['boundaryEvent:signal'], p.attached(p.signal)],
  [
    'a timer at a task',
    ['boundaryEvent:timer'],
    p.attached('<bpmn:timerEventDefinition><bpmn:timeCycle>R4/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>', 'cancelActivity="false"'),
  ],
  ['a condition at a task', ['boundaryEvent:conditional'], p.attached(p.conditional, 'cancelActivity="false"')],
  [
    'an error at a task',
    ['boundaryEvent:error'],
    p.attached('<bpmn:errorEventDefinition errorRef="E" camunda:errorCodeVariable="code" camunda:errorMessageVariable="text"/>'),
  ],
  ['any error at a task', [], p.attached(p.anyError)],
  ['an escalation at a sub-process', ['boundaryEvent:escalation'], p.attached(p.escalation, 'cancelActivity="false"', el('subProcess', 'T', p.inner()))],
  ['any of two at a task', ['boundaryEvent:multiple'], p.attached(p.message + p.timer)],
  ['two together at a task', ['boundaryEvent:parallelMultiple'], p.attached(p.message + p.signal, 'parallelMultiple="true"')],
  ['compensation', ['boundaryEvent:compensate', 'endEvent:compensate'], p.compensated()],
  ['compensation of one activity', [], p.compensated({ thrown: '<bpmn:compensateEventDefinition activityRef="T" waitForCompletion="false"/>' })],
  ['compensation by a sub-process', [], p.compensated({ handler: el('subProcess', 'H', p.inner('H'), 'isForCompensation="true"') })],
  ['ending with a message', ['endEvent:message'], p.ending(p.message)],
  ['ending with a signal', ['endEvent:signal'], p.ending(p.signal)],
  ['ending with an error', ['endEvent:error'], p.ending(p.error)],
  ['ending with an escalation', ['endEvent:escalation'], p.ending(p.escalation)],
  ['ending everything', ['endEvent:terminate'], p.ending(p.terminate)],
  ['ending with several', ['endEvent:multiple'], p.ending(p.message + p.signal)],
  ...['message', 'signal', 'timer', 'conditional', 'error', 'escalation', 'compensate'].map((trigger): Model => [
    `an event sub-process: ${trigger}`,
    ['subProcess:event', `startEvent:${trigger}`],
    p.eventSubProcess(
      { message: p.message, signal: p.signal, timer: p.timer, conditional: p.conditional, error: p.error, escalation: p.escalation, compensate: p.compensate }[
        trigger
      ] ?? '',
    ),
  ]),
  ['an event sub-process that does not interrupt', [], p.eventSubProcess(p.message, 'isInterrupting="false"')],
  [
    'an event sub-process that reads its timer from variables',
    [],
    p.eventSubProcess('<bpmn:timerEventDefinition><bpmn:timeDuration>${wait}</bpmn:timeDuration></bpmn:timerEventDefinition>'),
  ],
  [
    'event definitions by reference',
    [],
    withRoots(
      chain(
        start,
        el('intermediateCatchEvent', 'X', '<bpmn:eventDefinitionRef>D1</bpmn:eventDefinitionRef>'),
        el('endEvent', 'End', '<bpmn:eventDefinitionRef>D2</bpmn:eventDefinitionRef>'),
      ),
      '<bpmn:timerEventDefinition id="D1"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition><bpmn:signalEventDefinition id="D2" signalRef="S"/>',
    ),
  ],
]
