import { defineHandler } from '../../../engine/module.ts'
import { hazardTable } from './hazard-row.ts'

/**
 * Service_Close. It often runs in the same step as the handler that rectified the hazard, whose row is not stored yet,
 * so it reads nothing: rectified and closed count alike, and no figure moves.
 */
export const closeHandler = defineHandler({
  kind: 'apply',
  name: 'hazardClose',
  apply: ({ instanceId, now }) => ({
    rows: [{ table: hazardTable, op: 'update', key: { instanceId }, row: { status: 'closed', updatedAt: now } }],
    case: { phase: 'closed' },
  }),
})
