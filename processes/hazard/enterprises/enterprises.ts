import { countCap, decodeCursor, page, type Actor, type Engine, type Page, type Unit } from '../../../engine/module.ts'
import type { z } from 'zod'
import { findArea } from '../areas.ts'
import { hazardError } from '../errors.ts'
import { toEnterpriseItem, toEnterpriseView } from './enterprise-view.ts'
import type { EnterpriseItem, EnterpriseView, listEnterprisesQuery } from './enterprises.api.ts'
import { countEnterprises, enterpriseById, listEnterprises, type EnterpriseCursor, type EnterpriseFilter } from './enterprises.store.ts'

/** The enterprises this actor may see, by name. @throws area.unknown, hazard.filter_invalid */
export async function findEnterprises(engine: Engine, actor: Actor, query: z.infer<typeof listEnterprisesQuery>): Promise<Page<EnterpriseItem>> {
  const filter = await toFilter(engine, actor, query)
  const [rows, counted, units] = await Promise.all([
    listEnterprises(engine.db, actor, filter, { limit: query.limit, after: toCursor(query.after) }),
    countEnterprises(engine.db, actor, filter, countCap + 1),
    unitsOf(engine, actor.district),
  ])
  return page(
    rows,
    { limit: query.limit, counted },
    (row) => toEnterpriseItem(row, units),
    (row) => [row.name, row.id],
  )
}

/** @throws enterprise.unknown for an unknown id and for somebody else's alike */
export async function getEnterprise(engine: Engine, actor: Actor, id: string): Promise<EnterpriseView> {
  const row = await enterpriseById(engine.db, actor, id)
  if (!row) throw hazardError('enterprise.unknown', { id })
  return toEnterpriseView(row, await unitsOf(engine, actor.district), actor)
}

async function toFilter(engine: Engine, actor: Actor, query: z.infer<typeof listEnterprisesQuery>): Promise<EnterpriseFilter> {
  const { area, status, scale, reportedFrom, reportedTo, q } = query
  const unit = area === undefined ? undefined : await findArea(engine, actor, area)
  return {
    ...(unit && { area: { column: unit.type === 'village' ? 'villageId' : 'townshipId', id: unit.id } }),
    ...(status && { status }),
    ...(scale && { scale }),
    ...((reportedFrom || reportedTo) && { reported: { from: reportedFrom, to: reportedTo } }),
    ...(q && { text: q }),
  }
}

async function unitsOf(engine: Engine, district: string): Promise<ReadonlyMap<string, Unit>> {
  return new Map((await engine.units.list(district)).map((unit) => [unit.id, unit]))
}

function toCursor(after: string | undefined): EnterpriseCursor | undefined {
  if (after === undefined) return undefined
  const [name, id] = decodeCursor(after) ?? []
  if (typeof name !== 'string' || typeof id !== 'string') throw hazardError('hazard.filter_invalid', { field: 'after', value: after })
  return { name, id }
}
