import type { IoMapping } from '../graph.ts'
import { children, extensions, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** `camunda:inputOutput`: inputs become local variables before the element runs, outputs go to the parent scope after it. */
export function readIo(element: ModelElement, read: Read): { inputs: IoMapping[]; outputs: IoMapping[] } {
  const [io] = extensions(element, 'camunda:InputOutput')
  if (!io) return { inputs: [], outputs: [] }
  const mappings = (name: string) => children(io, name).flatMap((parameter) => mappingOf(element, parameter, read))
  return { inputs: mappings('inputParameters'), outputs: mappings('outputParameters') }
}

function mappingOf(element: ModelElement, parameter: ModelElement, read: Read): IoMapping[] {
  const value = read(element, text(parameter, 'value') ?? '')
  return value ? [{ name: text(parameter, 'name') ?? '', value }] : []
}
