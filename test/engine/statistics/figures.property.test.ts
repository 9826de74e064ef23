import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../engine/ids.ts'
import { defineHandler } from '../../../engine/module.ts'
import { createFigures } from '../../../engine/statistics/figures.ts'
import { chain, end, processOf, start, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

/** Whatever happens in whatever order, and whoever folds when: the sum of a figure is the sum of what commands said of it. */
const { node, stopAll } = labNodes()
const district = '320206'

type Delta = { figure: string; period: string; dim1: string; dim2: string; value: number }
const count = defineHandler({
  kind: 'apply',
  name: 'count',
  apply: ({ variables }) => ({
    rows: (variables['deltas'] as Delta[]).map((delta) => ({ table: 'figure_delta', op: 'insert', row: { id: newId(), district, ...delta } })),
  }),
})

const days = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01']
const delta = fc.record({
  figure: fc.constantFrom('found', 'rectified'),
  period: fc.constantFrom(...days),
  dim1: fc.constantFrom('a', 'b'),
  dim2: fc.constantFrom('x', 'y', 'z'),
  value: fc.integer({ min: -3, max: 3 }),
})
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('command' as const), deltas: fc.array(delta, { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fold' as const) }) },
)
const question = fc.record({
  figure: fc.constantFrom('found', 'rectified'),
  from: fc.constantFrom(...days),
  to: fc.constantFrom(...days),
  by: fc.constantFrom('dim1' as const, 'dim2' as const),
  dim1: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
})

forEachDatabase((_, kind) => {
  let nodes: LabNode[]
  beforeAll(async () => {
    const url = await freshDatabase(kind)
    const first = await node({ url, handlers: [count] })
    nodes = kind === 'postgres' ? [first, await node({ url, clock: first.clock, handlers: [count] })] : [first]
    await first.deploy(processOf(chain(start, '<bpmn:serviceTask id="Count" camunda:delegateExpression="${count}"/>', task('A'), end)))
  })
  afterAll(stopAll)

  it('sums equal what was counted, folded or not, with everybody folding at once', async () => {
    const [first] = nodes
    if (!first) throw new Error('no node')
    const figures = nodes.map(({ db }) => createFigures({ db, newId }))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.array(question, { minLength: 3, maxLength: 8 }), async (steps, questions) => {
        await first.db('figure').delete()
        await first.db('figure_delta').delete()

        // All steps are under way at once: commands of both nodes, and folders among them.
        await Promise.all(
          steps.map(async (each, index) => {
            const at = index % nodes.length
            await (each.kind === 'fold' ? figures[at]?.fold() : nodes[at]?.start('test', { variables: { deltas: each.deltas } }))
          }),
        )

        const all = steps.flatMap((each) => (each.kind === 'command' ? each.deltas : []))
        for (const asked of questions) {
          const before = await figures[0]?.sum({ district, ...asked })
          expect(nonZero(before ?? [])).toEqual(expected(all, asked))
        }
        await Promise.all(figures.map((each) => each.fold()))
        expect(await first.db('figure_delta')).toEqual([])
        for (const asked of questions) expect(nonZero((await figures.at(-1)?.sum({ district, ...asked })) ?? [])).toEqual(expected(all, asked))
      }),
      { numRuns: 15 },
    )
  })

  it('a reader sees each delta exactly once while it is being folded', async () => {
    const [first] = nodes
    const last = nodes.at(-1)
    if (!first || !last) throw new Error('no node')
    await first.db('figure').delete()
    await first.db('figure_delta').delete()
    const folder = createFigures({ db: first.db, newId })
    const reader = createFigures({ db: last.db, newId })
    const deltas = Array.from({ length: 40 }, (): Delta => ({ figure: 'found', period: '2026-03-01', dim1: 'a', dim2: 'x', value: 1 }))
    await Promise.all(Array.from({ length: 50 }, () => first.start('test', { variables: { deltas } })))

    let isFolding = true
    const folding = folder.fold().finally(() => (isFolding = false))
    const seen: number[] = []
    while (isFolding) seen.push((await reader.sum({ figure: 'found', district, from: '2026-03-01', to: '2026-03-01', by: 'dim1' }))[0]?.value ?? 0)
    await folding

    expect(new Set(seen)).toEqual(new Set([2000]))
  })
})

function expected(
  deltas: Delta[],
  { figure, from, to, by, dim1 }: { figure: string; from: string; to: string; by: 'dim1' | 'dim2'; dim1?: string | undefined },
) {
  const sums = new Map<string, number>()
  for (const each of deltas) {
    if (each.figure !== figure || each.period < from || each.period > to || (dim1 !== undefined && each.dim1 !== dim1)) continue
    sums.set(each[by], (sums.get(each[by]) ?? 0) + each.value)
  }
  return nonZero([...sums].map(([dim, value]) => ({ dim, value })))
}

/** A sum of nothing and a row that says 0 are the same to whoever reads a figure. */
function nonZero(sums: { dim: string; value: number }[]): Record<string, number> {
  return Object.fromEntries(sums.filter(({ value }) => value !== 0).map(({ dim, value }) => [dim, value]))
}
