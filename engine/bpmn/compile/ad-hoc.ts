import type { AdHocSettings } from '../graph.ts'
import { child, property, text, type ModelElement } from '../model.ts'
import type { Read } from './read.ts'

/** BPMN 2.0, 10.3.5: ordering, when it is done, and what becomes of what still runs then. */
export function readAdHoc(element: ModelElement, read: Read): AdHocSettings | null {
  if (element.$type !== 'bpmn:AdHocSubProcess') return null
  return {
    ordering: text(element, 'ordering') === 'Sequential' ? 'Sequential' : 'Parallel',
    completionCondition: read.formal(element, child(element, 'completionCondition')),
    cancelRemaining: property(element, 'cancelRemainingInstances') !== false,
    start: text(element, 'cz:adHoc') === 'manual' ? 'manual' : 'all',
  }
}
