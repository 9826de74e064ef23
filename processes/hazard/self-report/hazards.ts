import { countCap, decodeCursor, page, type Actor, type Engine, type Page } from '../../../engine/module.ts'
import type { z } from 'zod'
import { findArea } from '../areas.ts'
import { hazardError } from '../errors.ts'
import { countedStatuses } from './figures.ts'
import { toHazardItem, toHazardView } from './hazard-view.ts'
import { hazardStatuses, type HazardItem, type HazardView, type listHazardsQuery } from './hazards.api.ts'
import { countHazards, hazardById, listHazards, type HazardCursor, type HazardFilter } from './hazards.store.ts'

export type HazardQuery = z.infer<typeof listHazardsQuery>

/**
 * The hazards this actor may see, newest report first. Without `status` it shows what the figures count, so that a number
 * and its list agree; withdrawn and void ones are listed when asked for.
 * @throws hazard.filter_invalid, area.unknown
 */
export async function findHazards(engine: Engine, actor: Actor, query: HazardQuery): Promise<Page<HazardItem>> {
  const filter = await toFilter(engine, actor, query)
  const [rows, counted] = await Promise.all([
    listHazards(engine.db, actor, filter, { limit: query.limit, after: toCursor(query.after) }),
    countHazards(engine.db, actor, filter, countCap + 1),
  ])
  return page(rows, { limit: query.limit, counted }, toHazardItem, (row) => [row.reportedOn, row.id])
}

/** @throws hazard.unknown for an unknown id and for somebody else's alike */
export async function getHazard(engine: Engine, actor: Actor, id: string): Promise<HazardView> {
  const row = await hazardById(engine.db, actor, id)
  if (!row) throw hazardError('hazard.unknown', { id })
  return toHazardView(row, actor)
}

async function toFilter(engine: Engine, actor: Actor, query: HazardQuery): Promise<HazardFilter> {
  const area = query.area === undefined ? undefined : await findArea(engine, actor, query.area)
  return {
    area: area && { column: area.type === 'village' ? 'villageId' : 'townshipId', id: area.id },
    enterpriseId: query.enterprise,
    statuses: toStatuses(query.status),
    level: query.level,
    category: query.category === undefined ? undefined : toCategory(query.category),
    overdue: query.overdue === undefined ? undefined : query.overdue === 'true',
    reportedFrom: query.reportedFrom,
    reportedTo: query.reportedTo,
    text: query.q,
  }
}

function toStatuses(status: string | undefined): readonly string[] {
  if (!status) return countedStatuses
  const known: readonly string[] = hazardStatuses
  const asked = status.split(',')
  const wrong = asked.find((value) => !known.includes(value))
  if (wrong !== undefined) throw hazardError('hazard.filter_invalid', { field: 'status', value: wrong })
  return asked
}

function toCategory(category: string): string {
  if (!/^(JC|XC)(\d\d)?$/.test(category)) throw hazardError('hazard.filter_invalid', { field: 'category', value: category })
  return category
}

function toCursor(after: string | undefined): HazardCursor | undefined {
  if (after === undefined) return undefined
  const [reportedOn, id] = decodeCursor(after) ?? []
  if (typeof reportedOn !== 'string' || typeof id !== 'string') throw hazardError('hazard.filter_invalid', { field: 'after', value: after })
  return { reportedOn, id }
}
