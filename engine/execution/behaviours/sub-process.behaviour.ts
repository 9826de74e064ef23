import type { Behaviour } from '../behaviour.ts'
import { openScope } from '../operation.ts'

/** An embedded sub-process is a scope: done when the last token inside has ended. */
export const subProcess: Behaviour = {
  enter: ({ execution }) => [openScope(execution.id)],
}
