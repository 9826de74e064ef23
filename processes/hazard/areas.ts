import type { Actor, Engine, Unit } from '../../engine/module.ts'
import { hazardError } from './errors.ts'

/**
 * A township or village, by unit id or by statistical code, that has something in common with what the actor may see: a village
 * may name its township and gets its own part of it. Other people's places answer as unknown ones.
 * @throws area.unknown
 */
export async function findArea(engine: Engine, actor: Actor, idOrCode: string): Promise<Unit> {
  const unit = (await engine.units.byId(idOrCode)) ?? (await engine.units.byCode(actor.district, idOrCode))
  const isArea = unit?.district === actor.district && (unit.type === 'township' || unit.type === 'village')
  if (!unit || !isArea || !(await isReached(engine, actor, unit))) throw hazardError('area.unknown', { area: idOrCode })
  return unit
}

async function isReached(engine: Engine, actor: Actor, area: Unit): Promise<boolean> {
  if (actor.scope === 'all' || actor.scope === 'department') return true
  return (await liesIn(engine, area.id, actor.unitId)) || (await liesIn(engine, actor.unitId, area.id))
}

/** Is it that place, or one below it? */
async function liesIn(engine: Engine, unitId: string, placeId: string): Promise<boolean> {
  if (unitId === placeId) return true
  const parentId = (await engine.units.byId(unitId))?.parentId
  return typeof parentId === 'string' && liesIn(engine, parentId, placeId)
}
