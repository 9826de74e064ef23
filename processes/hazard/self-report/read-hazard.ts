import type { Engine, HandlerInput } from '../../../engine/module.ts'
import { hazardError } from '../errors.ts'
import { deltaRowOf } from './hazard-rows.ts'
import { hazardByInstance } from './hazards.store.ts'

/** The facts that every change of a hazard needs: its row as it is, and how to write a figure's change. */
export async function readHazard({ instanceId }: Pick<HandlerInput, 'instanceId'>, engine: Engine) {
  const hazard = await hazardByInstance(engine.db, instanceId)
  if (!hazard) throw hazardError('hazard.unknown', { instanceId })
  return { hazard, deltaRow: deltaRowOf(engine) }
}
