import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, line, withRoots } = p

const linked = (a: string, b: string, more = '') =>
  withRoots(chain(start, el('intermediateThrowEvent', 'X', p.link(a))) + chain(el('intermediateCatchEvent', 'Y', p.link(b)), end) + more)

/** Events where they stand. */
const standing: Refused[] = [
  ['a start event that leads nowhere', withRoots(chain(start, end) + el('startEvent', 'X', p.message)), 'start X'],
  ['a flow into a start event', withRoots(chain(start, task('T'), end) + flow('T', 'Start')), 'start Start'],
  ['a flow out of an end event', withRoots(chain(start, task('T'), end) + flow('End', 'T')), 'end End'],
  ['an end event that nothing leads to', withRoots(chain(start, end) + el('endEvent', 'X')), 'unreachable X'],
  [
    'an intermediate event that leads nowhere',
    withRoots(chain(start, el('intermediateThrowEvent', 'X', p.message)) + end + flow('Start', 'End')),
    'intermediate-event X',
  ],
  [
    'an intermediate event that nothing leads to',
    withRoots(chain(start, end) + el('intermediateCatchEvent', 'X', p.message) + flow('X', 'End')),
    'unreachable X',
  ],
  [
    'an intermediate event that nothing leads to, where nothing starts',
    processOf(`${task('A')}${el('intermediateThrowEvent', 'X')}${task('B')}${flow('X', 'B')}`),
    'intermediate-event X',
  ],
  ['two start events without a trigger', withRoots(chain(start, end) + el('startEvent', 'X') + flow('X', 'End')), 'start test'],
  ['no start event, but an end event', withRoots(chain(task('T'), end)), 'start test'],
  ['a start event, but no end event', withRoots(chain(start, task('X'))), 'end test'],
  ['a triggered start event, but no end event', withRoots(chain(el('startEvent', 'S1', p.message), task('X'))), 'end test'],
  ['a start event in a sub-process, but no end event', line(el('subProcess', 'X', chain(el('startEvent', 'S1'), task('T')))), 'end X'],
  ['a start event in a transaction, but no end event', line(p.transaction(chain(el('startEvent', 'S1'), task('T')))), 'end X'],
  ['an empty process', processOf(''), 'start test'],
  ['an empty sub-process', line(el('subProcess', 'X')), 'start X'],
  ['an empty transaction', line(el('transaction', 'X')), 'start X'],
  ['a sub-process with only an end', line(el('subProcess', 'X', el('endEvent', 'Y'))), 'start X'],
  ['a sub-process that begins twice', line(el('subProcess', 'X', p.inner('a') + p.inner('b'))), 'start X'],
  ...(['message', 'timer', 'signal', 'conditional', 'error'] as const).map((trigger): Refused => [
    `a sub-process that begins by ${trigger}`,
    line(el('subProcess', 'X', p.inner('', p[trigger]))),
    'start X',
  ]),
  ['a transaction that begins by a message', line(p.transaction(p.inner('', p.message))), 'start X'],
  [
    'a boundary event with a flow in',
    withRoots(chain(start, task('T'), end) + p.boundary('X', 'T', p.timer) + flow('X', 'End') + flow('T', 'X')),
    'boundary X',
  ],
  ['a boundary event that leads nowhere', withRoots(chain(start, task('T'), end) + p.boundary('X', 'T', p.timer)), 'boundary X'],
  [
    'a boundary event on an activity of another scope',
    withRoots(chain(start, el('subProcess', 'Sub', p.inner()), end) + p.boundary('X', 'S_task', p.timer) + flow('X', 'End')),
    'boundary X',
  ],
  [
    'a boundary event on an event',
    withRoots(chain(start, el('intermediateThrowEvent', 'T'), end) + p.boundary('X', 'T', p.timer) + flow('X', 'End')),
    ['boundary X', 'reference X'],
  ],
  [
    'a boundary event on an event sub-process',
    withRoots(chain(start, end) + el('subProcess', 'T', p.inner('', p.message), 'triggeredByEvent="true"') + p.boundary('X', 'T', p.timer) + flow('X', 'End')),
    'boundary X',
  ],
  ['a cancel boundary event on a task', p.attached(p.cancel), 'boundary X'],
  ['a cancel boundary event on a plain sub-process', p.attached(p.cancel, '', el('subProcess', 'T', p.inner())), 'boundary X'],
  [
    'two cancel boundary events',
    withRoots(
      chain(start, el('transaction', 'T', p.inner()), end) +
        p.boundary('Y', 'T', p.cancel) +
        flow('Y', 'End') +
        p.boundary('X', 'T', p.cancel) +
        flow('X', 'End'),
    ),
    'twins X',
  ],
  ['a cancel end event in a process', p.ending(p.cancel), 'transaction X'],
  ['a cancel end event in a plain sub-process', line(el('subProcess', 'Sub', chain(el('startEvent', 'S1'), el('endEvent', 'X', p.cancel)))), 'transaction X'],
  [
    'two boundary events for one message',
    withRoots(chain(start, task('T'), end) + p.boundary('Y', 'T', p.message) + flow('Y', 'End') + p.boundary('X', 'T', p.message) + flow('X', 'End')),
    'twins X',
  ],
  [
    'two boundary events for one error',
    withRoots(chain(start, task('T'), end) + p.boundary('Y', 'T', p.error) + flow('Y', 'End') + p.boundary('X', 'T', p.error) + flow('X', 'End')),
    'twins X',
  ],
  [
    'two boundary events for any error',
    withRoots(chain(start, task('T'), end) + p.boundary('Y', 'T', p.anyError) + flow('Y', 'End') + p.boundary('X', 'T', p.anyError) + flow('X', 'End')),
    'twins X',
  ],
  [
    'two boundary events for one escalation',
    withRoots(chain(start, task('T'), end) + p.boundary('Y', 'T', p.escalation) + flow('Y', 'End') + p.boundary('X', 'T', p.escalation) + flow('X', 'End')),
    'twins X',
  ],
  [
    'two start events for one message',
    withRoots(chain(el('startEvent', 'Y', p.message), end) + el('startEvent', 'X', p.message) + flow('X', 'End')),
    'twins X',
  ],
  [
    'two event sub-processes for one error',
    withRoots(
      chain(start, end) +
        el('subProcess', 'A', p.inner('a', p.error), 'triggeredByEvent="true"') +
        el('subProcess', 'B', p.inner('b', p.error), 'triggeredByEvent="true"'),
    ),
    'twins Sb_start',
  ],
  [
    'an event sub-process with a flow in',
    withRoots(chain(start, task('T'), end) + el('subProcess', 'X', p.inner('', p.message), 'triggeredByEvent="true"') + flow('T', 'X')),
    'event-sub-process X',
  ],
  [
    'an event sub-process with a flow out',
    withRoots(chain(start, task('T'), end) + el('subProcess', 'X', p.inner('', p.message), 'triggeredByEvent="true"') + flow('X', 'T')),
    'event-sub-process X',
  ],
  [
    'an event sub-process without a start event',
    withRoots(chain(start, end) + el('subProcess', 'X', task('T'), 'triggeredByEvent="true"')),
    'event-sub-process X',
  ],
  [
    'an event sub-process that begins twice',
    withRoots(chain(start, end) + el('subProcess', 'X', p.inner('a', p.message) + p.inner('b', p.message2), 'triggeredByEvent="true"')),
    'event-sub-process X',
  ],
  [
    'an event sub-process in a loop',
    withRoots(
      chain(start, end) + el('subProcess', 'X', `<bpmn:standardLoopCharacteristics loopMaximum="2"/>${p.inner('', p.message)}`, 'triggeredByEvent="true"'),
    ),
    'event-sub-process X',
  ],
  [
    'a transaction triggered by an event',
    withRoots(chain(start, end) + el('transaction', 'X', p.inner('', p.message), 'triggeredByEvent="true"')),
    ['event-sub-process X'],
  ],
  [
    'an ad-hoc sub-process triggered by an event',
    withRoots(chain(start, end) + el('adHocSubProcess', 'X', task('A'), 'triggeredByEvent="true"')),
    ['event-sub-process X'],
  ],
  [
    'an event sub-process for compensation',
    withRoots(chain(start, end) + el('subProcess', 'X', p.inner('', p.message), 'triggeredByEvent="true" isForCompensation="true"')),
    'compensation X',
  ],
  ['a thrown link that nobody catches', linked('on', 'off'), ['link X', 'link Y', 'unreachable Y']],
  ['a link that two catch', linked('on', 'on', chain(el('intermediateCatchEvent', 'Z', p.link('on')), el('endEvent', 'End2'))), 'link Z'],
  ['a link without a name', linked('', ''), ['link X', 'link Y']],
  [
    'a link into a sub-process',
    withRoots(
      chain(
        start,
        el('subProcess', 'Sub', p.inner() + chain(el('intermediateCatchEvent', 'Y', p.link('on')), el('endEvent', 'End2'))),
        el('intermediateThrowEvent', 'X', p.link('on')),
      ) +
        end +
        flow('Sub', 'End'),
    ),
    ['link X', 'link Y', 'unreachable Y'],
  ],
  ['a thrown link that leads on', linked('on', 'on', flow('X', 'End')), 'link X'],
  ['a caught link with a flow in', linked('on', 'on', flow('Start', 'Y')), 'link Y'],
  [
    'a caught link that leads nowhere',
    withRoots(
      chain(start, task('T'), end) + el('intermediateThrowEvent', 'X', p.link('on')) + flow('T', 'X') + el('intermediateCatchEvent', 'Y', p.link('on')),
    ),
    'link Y',
  ],
  [
    'a thrown link that nothing leads to',
    withRoots(
      chain(start, end) + el('intermediateThrowEvent', 'X', p.link('on')) + chain(el('intermediateCatchEvent', 'Y', p.link('on')), el('endEvent', 'End2')),
    ),
    ['link X', 'unreachable X', 'unreachable Y'],
  ],
]

/** Compensation that leads nowhere, or somewhere else. */
const compensation: Refused[] = [
  ['compensation without a handler', p.compensated({ handler: '', links: '' }), 'compensation X'],
  [
    'compensation with two handlers',
    p.compensated({
      handler: task('H', 'isForCompensation="true"') + task('H2', 'isForCompensation="true"'),
      links: p.association('X', 'H') + p.association('X', 'H2'),
    }),
    'compensation X',
  ],
  ['a handler that is not marked', p.compensated({ handler: task('H') }), ['compensation X', 'unreachable H']],
  [
    'a handler in another scope',
    p.compensated({ handler: el('subProcess', 'Sub', p.inner() + task('H', 'isForCompensation="true"')) + flow('Start', 'Sub') }),
    'compensation X',
  ],
  ['a handler with a flow out', p.compensated({ rest: flow('H', 'Undo') }), 'compensation H'],
  ['a handler with a flow in', p.compensated({ rest: flow('Start', 'H') }), 'compensation H'],
  ['a handler that nothing leads to', p.compensated({ rest: task('H2', 'isForCompensation="true"') }), 'compensation H2'],
  ['a handler at the other end of the association', p.compensated({ links: p.association('H', 'X') }), ['compensation X', 'compensation H']],
  ['a compensation boundary event with a sequence flow', p.compensated({ rest: flow('X', 'Undo') }), 'compensation X'],
  [
    'a handler that is an event',
    p.compensated({ handler: task('H', 'isForCompensation="true"'), links: p.association('X', 'Undo') }),
    ['compensation X', 'compensation H'],
  ],
  [
    'two compensation boundary events',
    p.compensated({ rest: p.boundary('Y', 'T', p.compensate) + task('H2', 'isForCompensation="true"') + p.association('Y', 'H2') }),
    'twins Y',
  ],
  [
    'a handler that is compensated itself',
    p.compensated({ rest: p.boundary('Y', 'H', p.compensate) + task('H2', 'isForCompensation="true"') + p.association('Y', 'H2') }),
    'boundary Y',
  ],
  [
    'a throw for an activity that has nothing',
    p.compensated({
      handler: task('H', 'isForCompensation="true"') + task('Other') + flow('Start', 'Other') + flow('Other', 'Undo'),
      thrown: '<bpmn:compensateEventDefinition activityRef="Other"/>',
    }),
    'compensation Undo',
  ],
  [
    'a throw for an activity of another scope',
    withRoots(
      chain(
        start,
        el('subProcess', 'Sub', p.inner() + p.boundary('B', 'S_task', p.compensate) + task('H', 'isForCompensation="true"') + p.association('B', 'H')),
        el('endEvent', 'X', '<bpmn:compensateEventDefinition activityRef="S_task"/>'),
      ),
    ),
    'compensation X',
  ],
]

/** Events where they may not stand, and compensation that leads nowhere. */
export const places: Refused[] = [...standing, ...compensation]
