import type { AreaFigures } from '../../../processes/hazard/self-report/hazards.api.ts'

export type Figures = Omit<AreaFigures, 'area' | 'id' | 'name'>
/**
 * `filter`: what the list must be asked for to show the rows behind the number; absent where there is no list. `list`: of hazards
 * unless said. `anyTime`: the number is what stands now, whatever the period.
 */
export type FigureColumn = { key: keyof Figures; rate?: true; filter?: Record<string, string>; list?: 'enterprises'; anyTime?: true }

const rectified = 'rectified,closed,archived'
const open = 'rectifying,upgraded'

/** The table's head in two lines, as the district's printed tables have it. */
export const columnGroups: { key: string; columns: FigureColumn[] }[] = [
  {
    key: 'enterprises',
    columns: [
      { key: 'enterprises', list: 'enterprises', filter: { status: 'active' }, anyTime: true },
      { key: 'reported', list: 'enterprises', filter: {} },
      { key: 'reportedRate', rate: true },
    ],
  },
  {
    key: 'all',
    columns: [
      { key: 'found', filter: {} },
      { key: 'rectified', filter: { status: rectified } },
      { key: 'open', filter: { status: open } },
      { key: 'rectifiedRate', rate: true },
    ],
  },
  {
    key: 'major',
    columns: [
      { key: 'major', filter: { level: 'major' } },
      { key: 'majorRectified', filter: { level: 'major', status: rectified } },
      { key: 'majorOpen', filter: { level: 'major', status: open } },
      { key: 'majorRectifiedRate', rate: true },
    ],
  },
]
export const columns = columnGroups.flatMap((group) => group.columns)
