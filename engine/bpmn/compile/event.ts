import type { EventTrigger } from '../graph.ts'
import { child, children, eventDefinitions, localType, text, type ModelElement } from '../model.ts'
import { readParameters } from './parameters.ts'
import type { Read } from './read.ts'
import { readService } from './service.ts'

/** The event definitions of an event in document order, referenced ones among them; what can not be read is left out (the linter has named it). */
export function readEvents(event: ModelElement, read: Read): EventTrigger[] {
  return eventDefinitions(event).flatMap((definition) => readDefinition(event, definition, read) ?? [])
}

/** One event definition, on behalf of the element whose findings it belongs to. */
export function readDefinition(event: ModelElement, definition: ModelElement, read: Read): EventTrigger | null {
  return readers[localType(definition).replace(/EventDefinition$/, '')]?.({ event, definition, read }) ?? null
}

type Source = { event: ModelElement; definition: ModelElement; read: Read }

const readers: Record<string, (source: Source) => EventTrigger | null> = {
  timer: readTimer,
  message: readMessage,
  signal: readSignal,
  error: readError,
  escalation: readEscalation,
  conditional: readConditional,
  compensate: ({ definition }) => ({
    kind: 'compensate',
    activity: child(definition, 'activityRef')?.id ?? null,
    wait: Reflect.get(definition, 'waitForCompletion') !== false,
  }),
  cancel: () => ({ kind: 'cancel' }),
  link: readLink,
  terminate: () => ({ kind: 'terminate' }),
}

const timers = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const

function readTimer({ event, definition, read }: Source): EventTrigger | null {
  for (const name of ['timeDate', 'timeDuration', 'timeCycle'] as const) {
    const value = read.formal(event, child(definition, name))
    if (value) return { kind: 'timer', timer: timers[name], value, calendar: text(definition, 'cz:calendar') ?? null }
  }
  return null
}

function readMessage({ event, definition, read }: Source): EventTrigger | null {
  const name = nameOf({ event, definition, read }, 'messageRef')
  const service = readService(definition, read)
  if (!name && !service) return null
  return {
    kind: 'message',
    name: name ?? nothing,
    action: text(event, 'cz:action') ?? null,
    actionWho: text(event, 'cz:who') ?? null,
    service,
    payload: readParameters(definition, 'camunda:In', read),
  }
}

const nothing = { source: '', language: 'literal' as const, reads: [], unbounded: false, evaluate: () => '' }

function readSignal(source: Source): EventTrigger | null {
  const name = nameOf(source, 'signalRef')
  return name ? { kind: 'signal', name, payload: readParameters(source.definition, 'camunda:In', source.read) } : null
}

/** The name of the message or signal that a definition refers to; both may hold expressions. */
function nameOf({ event, definition, read }: Source, reference: string) {
  const target = child(definition, reference)
  return target ? read(event, text(target, 'name')) : null
}

function readError({ event, definition, read }: Source): EventTrigger {
  const error = child(definition, 'errorRef')
  return {
    kind: 'error',
    code: error ? read(event, text(error, 'errorCode') ?? text(error, 'name')) : null,
    message: error ? read(event, text(error, 'camunda:errorMessage')) : null,
    codeVariable: text(definition, 'camunda:errorCodeVariable') ?? null,
    messageVariable: text(definition, 'camunda:errorMessageVariable') ?? null,
  }
}

function readEscalation({ event, definition, read }: Source): EventTrigger {
  const escalation = child(definition, 'escalationRef')
  return {
    kind: 'escalation',
    code: escalation ? read(event, text(escalation, 'escalationCode')) : null,
    codeVariable: text(definition, 'camunda:escalationCodeVariable') ?? null,
  }
}

function readConditional({ event, definition, read }: Source): EventTrigger | null {
  const condition = read.formal(event, child(definition, 'condition'))
  if (!condition) return null
  const events = text(definition, 'camunda:variableEvents') ?? text(definition, 'camunda:variableEvent') ?? ''
  return {
    kind: 'conditional',
    condition,
    variableName: text(definition, 'camunda:variableName') ?? null,
    variableEvents: events
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  }
}

/** A throwing link knows the catch event it leads to: the one of its name in the same scope (BPMN 2.0, 10.5.5). */
function readLink({ event, definition }: Source): EventTrigger {
  const name = text(definition, 'name') ?? ''
  const siblings = event.$parent ? children(event.$parent, 'flowElements') : []
  const target = siblings.find(
    (each) =>
      each.$type === 'bpmn:IntermediateCatchEvent' &&
      eventDefinitions(each).some((other) => localType(other) === 'linkEventDefinition' && text(other, 'name') === name),
  )
  return { kind: 'link', name, target: target?.id ?? null }
}
