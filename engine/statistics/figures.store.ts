import type { Knex } from 'knex'
import type { Db, FigureReader } from '../module.ts'

type Sum = Parameters<FigureReader['sum']>[0]

/** Folded sums and deltas that are not folded yet, in one statement and so of one moment. */
export async function sumFigures(db: Db, { figure, district, from, to, by, dim1 }: Sum): Promise<{ dim: string; value: number }[]> {
  const part = (table: string) => {
    const query = db(table).select({ dim: by }, 'value').where({ figure, district }).whereBetween('period', [from, to])
    return dim1 === undefined ? query : query.where({ dim1 })
  }
  const rows: { dim: string; value: number | string }[] = await db
    .from(
      part('figure')
        .unionAll([part('figure_delta')])
        .as('f'),
    )
    .select('dim')
    .sum({ value: 'value' })
    .groupBy('dim')
  return rows.map(({ dim, value }) => ({ dim, value: Number(value) }))
}

type Delta = { id: string; figure: string; district: string; period: string; dim1: string; dim2: string; value: number }

const batch = 500

/** @returns how many deltas were folded. On PostgreSQL rows that another node folds are skipped. */
export async function foldBatch(trx: Knex.Transaction): Promise<number> {
  const query = trx('figure_delta').select('*').orderBy('id').limit(batch)
  if (trx.client.config.client === 'pg') query.forUpdate().skipLocked()
  const deltas: Delta[] = await query
  const sums = new Map<string, Omit<Delta, 'id'>>()
  for (const { id: _, ...delta } of deltas) {
    const key = JSON.stringify([delta.figure, delta.district, delta.period, delta.dim1, delta.dim2])
    const known = sums.get(key)
    sums.set(key, { ...delta, value: delta.value + (known?.value ?? 0) })
  }
  const sorted = [...sums.entries()].sort(([left], [right]) => (left < right ? -1 : 1))
  for (const [, sum] of sorted) {
    await trx('figure')
      .insert(sum)
      .onConflict(['figure', 'district', 'period', 'dim1', 'dim2'])
      .merge({ value: trx.raw('?? + ?', ['figure.value', sum.value]) })
  }
  if (deltas.length > 0)
    await trx('figure_delta')
      .whereIn(
        'id',
        deltas.map((delta) => delta.id),
      )
      .delete()
  return deltas.length
}
