import type { Engine, ModuleRow } from '../../../engine/module.ts'
import { figureDeltas, type CountedRow, type FigureDelta } from './figures.ts'
import { hazardTable, type HazardRow } from './hazard-row.ts'

/** Makes a row of the flush from a figure's change; handed to handlers as a fact, since they see no engine. */
export type DeltaRow = (delta: FigureDelta) => ModuleRow

export function deltaRowOf(engine: Engine): DeltaRow {
  return (delta) => engine.figures.delta(delta)
}

/** The rows that report a new hazard: itself, and what it does to the figures. */
export function insertHazard(row: HazardRow, deltaRow: DeltaRow): ModuleRow[] {
  return [{ table: hazardTable, op: 'insert', row: toColumns(row) }, ...figureDeltas(null, row).map(deltaRow)]
}

/** The rows that change a hazard and, in the same breath, the figures. */
export function updateHazard(before: CountedRow & { id: string }, change: Partial<HazardRow>, deltaRow: DeltaRow): ModuleRow[] {
  const rows: ModuleRow[] = [{ table: hazardTable, op: 'update', key: { id: before.id }, row: toColumns(change) }]
  return [...rows, ...figureDeltas(before, { ...before, ...change }).map(deltaRow)]
}

const jsonColumns = ['photosBefore', 'photosAfter', 'extra'] as const

function toColumns(row: Partial<HazardRow>): Record<string, unknown> {
  const columns: Record<string, unknown> = { ...row }
  for (const column of jsonColumns) if (row[column] !== undefined) columns[column] = JSON.stringify(row[column])
  return columns
}
