import type { IoMapping, IoValue } from '../graph.ts'
import { child, children, extensions, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'
import { readCamundaScript } from './script.ts'

/**
 * `camunda:inputOutput`: inputs become local variables before the element runs, outputs go to the parent scope after it. Parameters of a
 * connector stand inside those of its element: its inputs come later, its outputs earlier.
 */
export function readIo(element: ModelElement, read: Read): { inputs: IoMapping[]; outputs: IoMapping[] } {
  const own = extensions(element, 'camunda:InputOutput')
  const connectors = extensions(element, 'camunda:Connector').flatMap((each) => child(each, 'inputOutput') ?? [])
  const mappings = (blocks: ModelElement[], name: string) =>
    blocks.flatMap((io) => children(io, name)).map((parameter) => ({ name: text(parameter, 'name') ?? '', value: valueOf(element, parameter, read) }))
  return { inputs: mappings([...own, ...connectors], 'inputParameters'), outputs: mappings([...connectors, ...own], 'outputParameters') }
}

/** Text, or the list, map or script inside a parameter, an item or an entry. */
function valueOf(element: ModelElement, holder: ModelElement, read: Read): IoValue {
  const definition = child(holder, 'definition')
  return definition ? definedValue(element, definition, read) : { kind: 'expression', value: literal(element, text(holder, 'value'), read) }
}

function definedValue(element: ModelElement, definition: ModelElement, read: Read): IoValue {
  if (definition.$type === 'camunda:List') return { kind: 'list', items: children(definition, 'items').map((item) => itemOf(element, item, read)) }
  if (definition.$type === 'camunda:Map')
    return { kind: 'map', entries: children(definition, 'entries').map((entry) => ({ key: text(entry, 'key') ?? '', value: valueOf(element, entry, read) })) }
  const script = readCamundaScript(element, definition, read)
  return script ? { kind: 'script', script } : { kind: 'expression', value: literal(element, text(definition, 'value'), read) }
}

function itemOf(element: ModelElement, item: ModelElement, read: Read): IoValue {
  return item.$type === 'camunda:Script' ? definedValue(element, item, read) : { kind: 'expression', value: literal(element, text(item, 'value'), read) }
}

/** An empty parameter is null, as in Camunda. */
function literal(element: ModelElement, source: string | undefined, read: Read) {
  return read(element, source) ?? { source: '', language: 'literal' as const, reads: [], unbounded: false, evaluate: () => null }
}
