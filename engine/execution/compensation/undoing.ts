import type { ExecutionRow } from '../state.ts'
import type { Completed } from './completed.ts'

/** What an execution that undoes others has in its data: what is left to undo, the next one first, and which execution waits for it. */
export type Undoing = { left: Completed[]; tells: string | null }

/** The execution's data are those that `undo` wrote; undefined for every other execution. */
export const undoingOf = ({ data }: ExecutionRow) => data['undo'] as Undoing | undefined

/** Is it no activity that runs, but the place where a completed one is undone? */
export const isUndoing = ({ data }: ExecutionRow) => data['undo'] !== undefined
