import type { EventTrigger } from '../graph.ts'
import { child, eventDefinitions, text, triggerOf, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** The single trigger of an event; null when it is one that is not executed (the linter has named it). */
export function readEvent(event: ModelElement, read: Read): EventTrigger | null {
  const [definition] = eventDefinitions(event)
  const reader = definition ? readers[triggerOf(event)] : undefined
  return definition && reader ? reader(event, definition, read) : null
}

const readers: Record<string, (event: ModelElement, definition: ModelElement, read: Read) => EventTrigger | null> = {
  timer: readTimer,
  message: readMessage,
  terminate: () => ({ kind: 'terminate' }),
}

const timers = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const

function readTimer(event: ModelElement, definition: ModelElement, read: Read): EventTrigger | null {
  for (const name of ['timeDate', 'timeDuration', 'timeCycle'] as const) {
    const expression = child(definition, name)
    const value = expression ? read(event, text(expression, 'body')) : null
    if (value) return { kind: 'timer', timer: timers[name], value }
  }
  return null
}

function readMessage(event: ModelElement, definition: ModelElement, read: Read): EventTrigger | null {
  const message = child(definition, 'messageRef')
  const name = message ? read(event, text(message, 'name')) : null
  return name ? { kind: 'message', name, action: text(event, 'cz:action') ?? null, actionWho: text(event, 'cz:who') ?? null } : null
}
