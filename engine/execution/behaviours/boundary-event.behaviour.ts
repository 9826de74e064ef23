import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'

/** A boundary event lets its token go: it listened on behalf of its host, and has occurred. */
export const boundaryEvent: Behaviour = {
  enter: ({ execution }) => [leave(execution.id)],
}
