import type { z } from 'zod'
import type { Actor, Engine, Statistic, Unit } from '../../../engine/module.ts'
import { findArea } from '../areas.ts'
import { countActive } from '../enterprises/enterprises.store.ts'
import { hazardError } from '../errors.ts'
import { hazardsByAreaQuery, type HazardsByArea } from '../self-report/hazards.api.ts'
import { noCounts, totalOf, withRates, type AreaCounts } from './area-figures.ts'
import { countHazardRows, countReporting } from './hazards-by-area.store.ts'
import { parsePeriod, type Period } from './period.ts'
import { sumFigures } from './sum-figures.ts'

/** T1 按区域: hazards by township, or by village of one township; each row leads to /api/hazards?area=…&reportedFrom=…&reportedTo=…. */
export const hazardsByArea: Statistic = {
  key: 'hazards-by-area',
  permission: 'hazard-statistics',
  query: hazardsByAreaQuery,
  run,
}

async function run(engine: Engine, actor: Actor, query: z.infer<typeof hazardsByAreaQuery>): Promise<HazardsByArea> {
  const period = parsePeriod(query.period)
  if (!period) throw hazardError('hazard.filter_invalid', { field: 'period', value: query.period })
  const asOf = engine.clock.now()
  const places = await placesFor(engine, actor, query.area)
  const counts = await countsOf(engine, actor, period, places.by)
  const rows = places.units.map((unit) => ({ area: unit.code, id: unit.id, name: unit.name, ...(counts.get(unit.id) ?? noCounts) }))
  return { period: query.period, ...period, asOf, rows: rows.map((row) => ({ ...row, ...withRates(row) })), total: totalOf(rows) }
}

type Places = { by: 'townshipId' | 'villageId'; units: Unit[] }

/** The rows an actor gets: a township its own, a village its own, everybody else all of the district or of the area asked for. */
async function placesFor(engine: Engine, actor: Actor, area: string | undefined): Promise<Places> {
  const asked = area === undefined ? undefined : await findArea(engine, actor, area)
  const by = asked || actor.scope === 'village' ? 'villageId' : 'townshipId'
  const type = by === 'villageId' ? 'village' : 'township'
  const units = (await engine.units.list(actor.district)).filter((unit) => unit.type === type && isAsked(unit, asked) && isOwn(unit, actor))
  return { by, units: units.sort((a, b) => a.code.localeCompare(b.code)) }
}

function isAsked(unit: Unit, asked: Unit | undefined): boolean {
  return !asked || unit.id === asked.id || unit.parentId === asked.id
}

function isOwn(unit: Unit, actor: Actor): boolean {
  if (actor.scope === 'all' || actor.scope === 'department') return true
  return unit.id === actor.unitId || (actor.scope === 'area' && unit.parentId === actor.unitId)
}

async function countsOf(engine: Engine, actor: Actor, period: Period, by: Places['by']): Promise<Map<string, AreaCounts>> {
  const hasFigures = actor.scope === 'all' || actor.scope === 'area' || actor.scope === 'village'
  const [hazards, reported, enterprises] = await Promise.all([
    hasFigures ? sumFigures(engine.figures, actor.district, period, by) : countHazardRows(engine.db, actor, period, by),
    countReporting(engine.db, actor, period, by),
    countActive(engine.db, actor, by),
  ])
  const counts = new Map(hazards.map(({ place, ...row }) => [place, { ...noCounts, ...row }]))
  for (const [place, n] of reported) counts.set(place, { ...(counts.get(place) ?? noCounts), reported: n })
  for (const [place, n] of enterprises) counts.set(place, { ...(counts.get(place) ?? noCounts), enterprises: n })
  return counts
}
