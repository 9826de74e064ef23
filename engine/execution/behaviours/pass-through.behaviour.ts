import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'

/** Start and end events without work of their own: recorded, then the token goes on, or ends where nothing leaves. */
export const passThrough: Behaviour = {
  enter: ({ execution }) => [leave(execution.id)],
}
