import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isWithin } from '../../../forms/validation/paths.ts'
import { container, grid, number, panel, radio, shownWhen, submit, text } from '../support.ts'

const form = [
  text('a'),
  number('b'),
  radio('mode', ['x', 'y']),
  panel('p', [text('c', shownWhen('mode', 'x')), { ...text('d'), type: 'checkbox' }]),
  container('box', [text('e'), number('f')]),
  grid('rows', [text('g'), text('h', { multiple: true })]),
  text('locked', { disabled: true }),
]

const anything = fc.jsonValue({ maxDepth: 3 })
const fitting = {
  a: fc.string(),
  b: fc.double({ noNaN: true }),
  mode: fc.constantFrom('x', 'y'),
  c: fc.string(),
  d: fc.boolean(),
  e: fc.string(),
  f: fc.integer(),
}
const oneOf = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: anything }), { nil: undefined })
const submissions = fc.record(
  {
    a: oneOf(fitting.a),
    b: oneOf(fitting.b),
    mode: oneOf(fitting.mode),
    c: oneOf(fitting.c),
    d: oneOf(fitting.d),
    box: oneOf(fc.record({ e: oneOf(fitting.e), f: oneOf(fitting.f), strange: oneOf(anything) })),
    rows: oneOf(fc.array(fc.record({ g: oneOf(fc.string()), h: oneOf(fc.array(fc.string())), strange: oneOf(anything) }), { maxLength: 3 })),
    locked: fc.constant(undefined),
    strange: oneOf(anything),
    ['__proto__']: oneOf(anything),
    constructor: oneOf(anything),
  },
  { requiredKeys: [] },
)

/** Paths of everything that says something: not an object or list, and not what a browser sends for "empty". */
function leaves(value: unknown, path = ''): string[] {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return []
  if (Array.isArray(value)) return value.flatMap((inner, index) => leaves(inner, `${path}[${index}]`))
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key))
  return [path]
}

it('everything that was sent is kept, reported as dropped, or the form is refused', async () => {
  await fc.assert(
    fc.asyncProperty(submissions, async (data) => {
      const sent = JSON.parse(JSON.stringify(data))
      const result = await submit(form, sent)
      if (!result.ok) {
        expect(result.errors.length).toBeGreaterThan(0)
        return
      }
      // Empty items of a list close up, so a list counts as a whole.
      const stem = (path: string) => path.replace(/\.h\[\d+\]$/, '.h')
      const kept = new Set(leaves(result.data).map(stem))
      const lost = leaves(sent)
        .map(stem)
        .filter((path) => !kept.has(path) && !result.dropped.some((dropped) => isWithin(path, dropped)))
      expect(lost).toEqual([])
      expect(result.dropped.filter((path) => kept.has(path))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

it('what was accepted is accepted again and changes no more', async () => {
  await fc.assert(
    fc.asyncProperty(submissions, async (data) => {
      const first = await submit(form, JSON.parse(JSON.stringify(data)))
      if (!first.ok) return

      expect(await submit(form, first.data)).toEqual({ ok: true, data: first.data, fileIds: [], dropped: [] })
    }),
    { numRuns: 300 },
  )
})
