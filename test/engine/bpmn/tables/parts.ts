import { chain, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'

/** Pieces of models for the tables of what is accepted and what is refused. The element that a case is about is called X. */

export const el = (type: string, id: string, inside = '', attributes = '') => `<bpmn:${type} id="${id}" ${attributes}>${inside}</bpmn:${type}>`
export const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`

export const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
export const message = '<bpmn:messageEventDefinition messageRef="M"/>'
export const message2 = '<bpmn:messageEventDefinition messageRef="M2"/>'
export const signal = '<bpmn:signalEventDefinition signalRef="S"/>'
export const error = '<bpmn:errorEventDefinition errorRef="E"/>'
export const anyError = '<bpmn:errorEventDefinition/>'
export const escalation = '<bpmn:escalationEventDefinition escalationRef="C"/>'
export const conditional = '<bpmn:conditionalEventDefinition><bpmn:condition>${amount > 3}</bpmn:condition></bpmn:conditionalEventDefinition>'
export const compensate = '<bpmn:compensateEventDefinition/>'
export const cancel = '<bpmn:cancelEventDefinition/>'
export const terminate = '<bpmn:terminateEventDefinition/>'
export const link = (name: string) => `<bpmn:linkEventDefinition name="${name}"/>`

/** What the definitions above refer to. */
export const roots =
  '<bpmn:message id="M" name="paid"/><bpmn:message id="M2" name="shipped"/><bpmn:signal id="S" name="alarm"/><bpmn:error id="E" errorCode="e1"/><bpmn:escalation id="C" escalationCode="c1"/>'

export const withRoots = (content: string, rest = '') => processOf(content, '', roots + rest)

/** Start, the given elements in a row, end. */
export const line = (...elements: string[]) => withRoots(chain(start, ...elements, end))
export const starting = (definition: string) => withRoots(chain(el('startEvent', 'X', definition), end))
export const catching = (definition: string) => line(el('intermediateCatchEvent', 'X', definition))
export const throwing = (definition: string) => line(el('intermediateThrowEvent', 'X', definition))
export const ending = (definition: string) => withRoots(chain(start, el('endEvent', 'X', definition)))
export const boundary = (id: string, host: string, definition: string, attributes = '') =>
  el('boundaryEvent', id, definition, `attachedToRef="${host}" ${attributes}`)

/** A boundary event X on a task T, leading to the end. */
export const attached = (definition: string, attributes = '', host = task('T')) =>
  withRoots(chain(start, host, end) + boundary('X', 'T', definition, attributes) + flow('X', 'End'))

/** What a sub-process may hold, with ids of its own. */
export const inner = (key = '', definition = '') => chain(el('startEvent', `S${key}_start`, definition), task(`S${key}_task`), el('endEvent', `S${key}_end`))

/** An event sub-process X in a process. */
export const eventSubProcess = (definition: string, attributes = '') =>
  withRoots(
    chain(start, task('T'), end) +
      el('subProcess', 'X', chain(el('startEvent', 'X_start', definition, attributes), el('endEvent', 'X_end')), 'triggeredByEvent="true"'),
  )

/** A gateway X that splits into two tasks. */
export const split = (type: string, { attributes = '', a = '${a}', b = '${b}' }: { attributes?: string; a?: string; b?: string } = {}, inside = '') =>
  withRoots(
    chain(start, el(type, 'X', inside, attributes)) +
      task('A') +
      task('B') +
      flow('X', 'A', a || undefined) +
      flow('X', 'B', b || undefined) +
      flow('A', 'End') +
      flow('B', 'End') +
      end,
  )

/** A parallel split whose two ways meet again at X. */
export const joined = (type: string, attributes = '', inside = '') =>
  withRoots(
    chain(start, el('parallelGateway', 'Split')) +
      task('A') +
      task('B') +
      flow('Split', 'A') +
      flow('Split', 'B') +
      el(type, 'X', inside, attributes) +
      flow('A', 'X') +
      flow('B', 'X') +
      flow('X', 'End') +
      end,
  )

/** An event-based gateway X before these two elements, A and B. */
export const eventGateway = (a: string, b: string, rest = '', attributes = '') =>
  withRoots(
    chain(start, el('eventBasedGateway', 'X', '', attributes)) + a + b + flow('X', 'A') + flow('X', 'B') + flow('A', 'End') + flow('B', 'End') + end + rest,
  )

/** A process that begins with an event-based gateway X. */
export const startingGateway = (attributes: string, a = el('intermediateCatchEvent', 'A', message), b = el('intermediateCatchEvent', 'B', message2)) =>
  withRoots(
    el('eventBasedGateway', 'X', '', `instantiate="true" ${attributes}`) + a + b + flow('X', 'A') + flow('X', 'B') + flow('A', 'End') + flow('B', 'End') + end,
  )

export const association = (source: string, target: string) =>
  `<bpmn:association id="${source}_${target}" sourceRef="${source}" targetRef="${target}" associationDirection="One"/>`

/** A task T with a compensation boundary event X and its handler H, thrown at the end. */
export const compensated = ({ handler = task('H', 'isForCompensation="true"'), links = association('X', 'H'), thrown = compensate, rest = '' } = {}) =>
  withRoots(chain(start, task('T'), el('endEvent', 'Undo', thrown)) + boundary('X', 'T', compensate) + handler + links + rest)

export const transaction = (inside = inner(), attributes = '') => el('transaction', 'X', inside, attributes)
export const loop = (inside: string, attributes = '') =>
  el('userTask', 'X', `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`, 'camunda:assignee="a"')
export const standardLoop = (inside: string, attributes = '') =>
  el('userTask', 'X', `<bpmn:standardLoopCharacteristics ${attributes}>${inside}</bpmn:standardLoopCharacteristics>`, 'camunda:assignee="a"')
export const three = '<bpmn:loopCardinality>3</bpmn:loopCardinality>'
