import type { Engine, Unit } from '../../engine/module.ts'
import { hazardError } from './errors.ts'

/** A township or village of the district by unit id or by its statistical code. @throws area.unknown */
export async function findArea(engine: Engine, district: string, idOrCode: string): Promise<Unit> {
  const unit = (await engine.units.byId(idOrCode)) ?? (await engine.units.byCode(district, idOrCode))
  const isArea = unit?.district === district && (unit.type === 'township' || unit.type === 'village')
  if (!unit || !isArea) throw hazardError('area.unknown', { area: idOrCode })
  return unit
}
