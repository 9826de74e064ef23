import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, withRoots } = p

const definitionOf: Record<string, string> = {
  message: p.message,
  timer: p.timer,
  signal: p.signal,
  conditional: p.conditional,
  error: p.error,
  escalation: p.escalation,
  compensate: p.compensate,
  cancel: p.cancel,
  terminate: p.terminate,
  link: p.link('on'),
}
const withTrigger = (position: string, triggers: string[], build: (definition: string) => string): Refused[] =>
  triggers.map((trigger) => [`${position}: ${trigger}`, build(definitionOf[trigger] ?? ''), ['trigger X', 'supported-element X']])

/** Positions × triggers: what table 10.93 of the standard leaves empty. */
const positions: Refused[] = [
  ...withTrigger('a start event', ['cancel', 'terminate', 'link'], p.starting),
  ...['error', 'escalation', 'compensate'].map((trigger): Refused => [
    `a start event of a process: ${trigger}`,
    p.starting(definitionOf[trigger] ?? ''),
    'trigger X',
  ]),
  ...withTrigger('an intermediate catch event', ['error', 'escalation', 'compensate', 'cancel', 'terminate'], p.catching),
  ['an intermediate catch event without a trigger', p.catching(''), ['trigger X', 'supported-element X']],
  ...withTrigger('an intermediate throw event', ['timer', 'conditional', 'error', 'cancel', 'terminate'], p.throwing),
  ...withTrigger('a boundary event', ['terminate', 'link'], p.attached),
  ['a boundary event without a trigger', p.attached(''), ['trigger X', 'supported-element X']],
  ['a boundary event that throws an error and goes on', p.attached(p.error, 'cancelActivity="false"'), 'trigger X'],
  ['a boundary event for any error that goes on', p.attached(p.anyError, 'cancelActivity="false"'), 'trigger X'],
  [
    'a boundary event for cancel that goes on',
    withRoots(chain(start, el('transaction', 'T', p.inner()), end) + p.boundary('X', 'T', p.cancel, 'cancelActivity="false"') + flow('X', 'End')),
    'trigger X',
  ],
  [
    'compensation that does not interrupt',
    withRoots(
      chain(start, task('T'), end) +
        p.boundary('X', 'T', p.compensate, 'cancelActivity="false"') +
        task('H', 'isForCompensation="true"') +
        p.association('X', 'H'),
    ),
    'trigger X',
  ],
  ...withTrigger('an end event', ['timer', 'conditional', 'link'], p.ending),
  ['an event sub-process without a trigger', p.eventSubProcess(''), 'trigger X_start'],
  ...['cancel', 'terminate', 'link'].map((trigger): Refused => [
    `an event sub-process: ${trigger}`,
    p.eventSubProcess(definitionOf[trigger] ?? ''),
    ['trigger X_start', 'supported-element X_start'],
  ]),
  ...['error', 'compensate'].map((trigger): Refused => [
    `an event sub-process that does not interrupt: ${trigger}`,
    p.eventSubProcess(definitionOf[trigger] ?? '', 'isInterrupting="false"'),
    'trigger X_start',
  ]),
  ['one of several triggers that may not be there', p.starting(p.message + p.error), 'trigger X'],
  ['a link among several triggers', p.catching(p.message + p.link('a')), ['trigger X', 'link X']],
  [
    'compensation among several triggers at a boundary',
    withRoots(chain(start, task('T'), end) + p.boundary('X', 'T', p.compensate + p.timer) + flow('X', 'End')),
    ['trigger X', 'compensation X'],
  ],
  ['a timer among several throws', p.throwing(p.message + p.timer), 'trigger X'],
  ['a condition among several ends', p.ending(p.signal + p.conditional), 'trigger X'],
]

/** Events that are half configured. */
const settings: Refused[] = [
  ...Object.entries({ start: p.starting, catch: p.catching, throw: p.throwing, boundary: p.attached, end: p.ending }).flatMap(
    ([position, build]: [string, (definition: string) => string]): Refused[] => [
      [`a message ${position} event without a message`, build('<bpmn:messageEventDefinition/>'), 'message X'],
      [`a signal ${position} event without a signal`, build('<bpmn:signalEventDefinition/>'), 'signal X'],
    ],
  ),
  [
    'a message start event whose name reads variables',
    processOf(chain(el('startEvent', 'X', p.message), end), '', '<bpmn:message id="M" name="paid-${id}"/>'),
    'message X',
  ],
  [
    'a signal start event whose name reads variables',
    processOf(chain(el('startEvent', 'X', p.signal), end), '', '<bpmn:signal id="S" name="${s}"/>'),
    'signal X',
  ],
  [
    'a signal event that waits and sends',
    p.catching(
      '<bpmn:signalEventDefinition signalRef="S"><bpmn:extensionElements><camunda:in source="a" target="b"/></bpmn:extensionElements></bpmn:signalEventDefinition>',
    ),
    'parameter X',
  ],
  [
    'an error that is thrown and caught into a variable',
    p.ending('<bpmn:errorEventDefinition errorRef="E" camunda:errorCodeVariable="a"/>'),
    'supported-attribute X',
  ],
  ['a message without a name', processOf(chain(start, el('intermediateCatchEvent', 'X', p.message), end), '', '<bpmn:message id="M"/>'), 'message X'],
  [
    'a message whose name is blank',
    processOf(chain(start, el('intermediateCatchEvent', 'X', p.message), end), '', '<bpmn:message id="M" name=" "/>'),
    'message X',
  ],
  ['a signal without a name', processOf(chain(start, el('intermediateThrowEvent', 'X', p.signal), end), '', '<bpmn:signal id="S"/>'), 'signal X'],
  ['an error that ends without an error', p.ending('<bpmn:errorEventDefinition/>'), 'error X'],
  ['an error that ends without a code', processOf(chain(start, el('endEvent', 'X', p.error)), '', '<bpmn:error id="E" name="e"/>'), 'error X'],
  ['an escalation on the way without one', p.throwing('<bpmn:escalationEventDefinition/>'), 'escalation X'],
  ['an escalation that ends without one', p.ending('<bpmn:escalationEventDefinition/>'), 'escalation X'],
  ['an escalation without a code', processOf(chain(start, el('endEvent', 'X', p.escalation)), '', '<bpmn:escalation id="C"/>'), 'escalation X'],
  [
    'a condition without a mark',
    p.catching('<bpmn:conditionalEventDefinition><bpmn:condition>amount > 3</bpmn:condition></bpmn:conditionalEventDefinition>'),
    'conditional X',
  ],
  ['an empty condition', p.catching('<bpmn:conditionalEventDefinition><bpmn:condition/></bpmn:conditionalEventDefinition>'), 'conditional X'],
  [
    'a condition in another language',
    p.catching(
      '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression" language="groovy">${a}</bpmn:condition></bpmn:conditionalEventDefinition>',
    ),
    'conditional X',
  ],
  [
    'a condition on an unknown change',
    p.catching(p.conditional.replace('<bpmn:conditionalEventDefinition>', '<bpmn:conditionalEventDefinition camunda:variableEvents="create,change">')),
    'conditional X',
  ],
  ...[
    '',
    '<bpmn:timeDuration/>',
    '<bpmn:timeDuration>soon</bpmn:timeDuration>',
    '<bpmn:timeDuration>2026-03-01</bpmn:timeDuration>',
    '<bpmn:timeDuration>P1Y1Y</bpmn:timeDuration>',
    '<bpmn:timeDate>PT1H</bpmn:timeDate>',
    '<bpmn:timeDate>2026-13-01T00:00:00Z</bpmn:timeDate>',
    '<bpmn:timeDate>now</bpmn:timeDate>',
    '<bpmn:timeCycle>PT1H</bpmn:timeCycle>',
    '<bpmn:timeCycle>R-1/PT1H</bpmn:timeCycle>',
    '<bpmn:timeCycle>R3</bpmn:timeCycle>',
    '<bpmn:timeCycle>* * *</bpmn:timeCycle>',
    '<bpmn:timeCycle>0 99 9 * * ?</bpmn:timeCycle>',
    '<bpmn:timeDate>2026-03-01T00:00:00Z</bpmn:timeDate><bpmn:timeDuration>PT1H</bpmn:timeDuration>',
    '<bpmn:timeDuration>PT1H</bpmn:timeDuration><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>',
  ].map((inside): Refused => [`a timer of ${inside || 'nothing'}`, p.catching(`<bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition>`), 'timer X']),
  [
    'a start timer that reads variables',
    p.starting('<bpmn:timerEventDefinition><bpmn:timeDate>${when}</bpmn:timeDate></bpmn:timerEventDefinition>'),
    'timer X',
  ],
  [
    'a timer that can not be parsed',
    p.catching('<bpmn:timerEventDefinition><bpmn:timeDate>${when</bpmn:timeDate></bpmn:timerEventDefinition>'),
    'expression X',
  ],
  [
    'a referenced timer that is wrong',
    withRoots(
      chain(start, el('intermediateCatchEvent', 'X', '<bpmn:eventDefinitionRef>D</bpmn:eventDefinitionRef>'), end),
      '<bpmn:timerEventDefinition id="D"><bpmn:timeDuration>soon</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ),
    'timer X',
  ],
  ['one of several that is wrong', p.catching(`${p.message}<bpmn:timerEventDefinition/>`), 'timer X'],
]

/** Triggers where they may not be, and events that are half configured. */
export const triggers: Refused[] = [...positions, ...settings]
