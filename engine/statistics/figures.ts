import type { Knex } from 'knex'
import { inTransaction } from '../db/transaction.ts'
import type { FigureReader } from '../module.ts'
import { foldBatch, sumFigures } from './figures.store.ts'

/** Figures are sums of append-only deltas: no counter row is ever updated in a command, and none can drift from its rows. */
export function createFigures({ db, newId }: { db: Knex; newId(): string }): FigureReader & { fold(): Promise<void> } {
  return {
    sum: (args) => sumFigures(db, args),
    delta: ({ figure, district, period, dim1, dim2, value }) => ({
      table: 'figure_delta',
      op: 'insert',
      row: { id: newId(), figure, district, period, dim1, dim2, value },
    }),
    /** Moves deltas into their sums, so that a query reads few rows. Readers see each delta exactly once, before or after. */
    async fold() {
      while ((await inTransaction(db, foldBatch)) > 0);
    },
  }
}
