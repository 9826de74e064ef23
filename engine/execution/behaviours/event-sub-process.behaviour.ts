import type { Behaviour } from '../behaviour.ts'
import { openScope } from '../operation.ts'

/** Runs inside its scope when its start event occurs; no flow leads to it. Like every scope it is done when its last token has ended. */
export const eventSubProcess: Behaviour = {
  enter: ({ execution }) => [openScope(execution.id)],
}
