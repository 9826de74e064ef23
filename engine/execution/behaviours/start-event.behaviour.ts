import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'

/** A start event lets its token go: what starts it has happened already. */
export const startEvent: Behaviour = {
  enter: ({ execution }) => [leave(execution.id)],
}
