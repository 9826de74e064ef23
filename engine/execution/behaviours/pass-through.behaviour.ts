import type { Behaviour } from '../behaviour.ts'
import { leave } from '../operation.ts'

/** Elements without work of their own (start and end events, undefined and manual tasks): recorded, then the token goes on, or ends where nothing leaves. */
export const passThrough: Behaviour = {
  enter: ({ execution }) => [leave(execution.id)],
}
