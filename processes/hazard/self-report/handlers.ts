import type { Handler } from '../../../engine/module.ts'
import { closeHandler } from './close.handler.ts'
import { markOverdueHandler } from './mark-overdue.handler.ts'
import { recordRectificationHandler } from './record-rectification.handler.ts'
import { recordVerificationHandler } from './record-verification.handler.ts'
import { registerHandler } from './register.handler.ts'
import { withdrawHandler } from './withdraw.handler.ts'

/** The service tasks of hazard-self-report, in the order of the flow. */
export const selfReportHandlers: Handler[] = [
  registerHandler,
  recordRectificationHandler,
  markOverdueHandler,
  recordVerificationHandler,
  closeHandler,
  withdrawHandler,
]
