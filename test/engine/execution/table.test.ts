import { expect, it } from 'vitest'
import { Table } from '../../../engine/execution/table.ts'

type Row = { name: string; at: string; for: string }

const open = (rows: Record<string, Row> = { a: { name: 'a', at: 'x', for: 'one' }, b: { name: 'b', at: 'x', for: 'two' } }) => ({
  rows,
  table: new Table(rows, (row: Row) => [row.at, `for:${row.for}`]),
})
const names = (rows: Row[]) => rows.map(({ name }) => name)

it('rows are found by each of their keys, changed, new and removed ones too', () => {
  const { table } = open()

  table.write('a', { name: 'a', at: 'y', for: 'one' })
  table.write('c', { name: 'c', at: 'x', for: 'one' })

  expect([names(table.of('x')), names(table.of('y')), names(table.of('for:one'))]).toEqual([['b', 'c'], ['a'], ['a', 'c']])
  table.write('a', undefined)
  expect([names(table.of('y')), names(table.of('for:one')), table.has('y')]).toEqual([[], ['c'], false])
})

it('what is taken back is found as before', () => {
  const { table } = open()

  const undo = [table.write('a', { name: 'a', at: 'y', for: 'one' }), table.write('b', undefined), table.write('c', { name: 'c', at: 'x', for: 'one' })]
  for (const each of undo.reverse()) each()

  expect([names(table.of('x')), names(table.of('y')), names(table.of('for:one'))]).toEqual([['a', 'b'], [], ['a']])
  expect(table.changes()).toEqual({ put: [], remove: [] })
})

it('settled changes are part of the rows, and whoever works on them next finds them', () => {
  const { rows, table } = open()
  expect(names(table.of('x'))).toEqual(['a', 'b'])
  table.write('a', { name: 'a', at: 'y', for: 'one' })
  table.write('b', undefined)
  table.write('c', { name: 'c', at: 'x', for: 'one' })

  expect(table.settle()).toBe(0)

  const next = open(rows).table
  expect([names(next.of('x')), names(next.of('y')), names(next.of('for:two')), names(next.all())]).toEqual([['c'], ['a'], [], ['a', 'c']])
})
