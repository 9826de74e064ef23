import type { Listener } from '../graph.ts'
import { child, children, extensions, text, type ModelElement } from '../model.ts'
import { readDefinition } from './event.ts'
import { handlerName } from './service.ts'
import { readCamundaScript } from './script.ts'
import type { Read } from './read.ts'

/** camunda:executionListener and camunda:taskListener of an element or flow. */
export function readListeners(element: ModelElement, read: Read): Listener[] {
  const of = (type: string, on: Listener['on']) => extensions(element, type).flatMap((listener) => readListener(element, { listener, on }, read))
  return [...of('camunda:ExecutionListener', 'execution'), ...of('camunda:TaskListener', 'task')]
}

function readListener(element: ModelElement, { listener, on }: { listener: ModelElement; on: Listener['on'] }, read: Read): Listener[] {
  const run = runOf(element, listener, read)
  const [definition] = children(listener, 'eventDefinitions')
  const timer = definition ? readDefinition(element, definition, read) : null
  return run ? [{ event: text(listener, 'event') ?? 'start', on, run, timer: timer?.kind === 'timer' ? timer : null }] : []
}

function runOf(element: ModelElement, listener: ModelElement, read: Read): Listener['run'] | null {
  const script = child(listener, 'script')
  const settings = script && readCamundaScript(element, script, read)
  if (settings) return { kind: 'script', script: settings }
  const value = read(element, text(listener, 'expression'))
  if (value) return { kind: 'expression', value }
  const name = handlerName(listener)
  return name === undefined ? null : { kind: 'handler', name }
}
