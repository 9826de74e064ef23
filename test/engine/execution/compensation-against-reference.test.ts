import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flow, graphOf, processOf, task } from '../../support/bpmn.ts'
import { MachineRun } from '../../support/machine-run.ts'

/** A user task, or a sub-process of such, one after the other or side by side. */
type Part = { id: string; canBeUndone: boolean; parts: Part[] | null; parallel: boolean }

const anyParts = (depth: number): fc.Arbitrary<Part[]> => fc.array(anyPart(depth), { minLength: 1, maxLength: 3 })

function anyPart(depth: number): fc.Arbitrary<Part> {
  const parts = depth > 0 ? fc.option(anyParts(depth - 1)) : fc.constant(null)
  return fc.record({ id: fc.constant(''), canBeUndone: fc.boolean(), parts, parallel: fc.boolean() })
}

const withIds = (parts: Part[], prefix: string): Part[] =>
  parts.map((part, index) => ({ ...part, id: `${prefix}_${index}`, parts: part.parts && withIds(part.parts, `${prefix}_${index}`) }))

/** What a scope has completed, in that order. */
type Done = { part: Part; inner: Done[] }

/** The same by the words of the standard (BPMN 2.0, 13.5.5): the last completed is undone first, by its handler or else from the inside. */
class Reference {
  readonly open = new Set<string>()
  readonly done: Done[] = []
  private readonly ended = new Map<string, () => void>()

  constructor(parts: Part[]) {
    for (const part of parts) this.begin(part, this.done, () => undefined)
  }

  complete(id: string): void {
    this.open.delete(id)
    this.ended.get(id)?.()
  }

  get undone(): string[] {
    return undoneOf(this.done)
  }

  private begin(part: Part, around: Done[], next: () => void): void {
    const inner: Done[] = []
    const end = () => {
      if (part.canBeUndone || inner.length > 0) around.push({ part, inner })
      next()
    }
    if (!part.parts) {
      this.open.add(part.id)
      this.ended.set(part.id, end)
    } else if (part.parallel) this.beginAll(part.parts, inner, end)
    else this.beginInTurn(part.parts, inner, end)
  }

  private beginAll(parts: Part[], inner: Done[], end: () => void): void {
    let left = parts.length
    for (const part of parts) this.begin(part, inner, () => (--left === 0 ? end() : undefined))
  }

  private beginInTurn([first, ...rest]: Part[], inner: Done[], end: () => void): void {
    if (first) this.begin(first, inner, () => this.beginInTurn(rest, inner, end))
    else end()
  }
}

const undoneOf = (done: Done[]): string[] => [...done].reverse().flatMap(({ part, inner }) => (part.canBeUndone ? [`Undo_${part.id}`] : undoneOf(inner)))

function toBpmn(parts: Part[]): string {
  const ready = task('Ready') + '<bpmn:intermediateThrowEvent id="Undo"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>'
  const ways = [flow('Start', 'Ready'), flow('Ready', 'Undo'), flow('Undo', 'End'), ...parts.flatMap(({ id }) => [flow('Start', id), flow(id, 'End')])]
  return processOf(['<bpmn:startEvent id="Start"/><bpmn:endEvent id="End"/>', ready, ...parts.map(partXml), ...ways, ...parts.map(associationXml)].join(''))
}

function partXml(part: Part): string {
  const event = `<bpmn:boundaryEvent id="Event_${part.id}" attachedToRef="${part.id}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>`
  const handler = part.canBeUndone ? event + task(`Undo_${part.id}`, 'isForCompensation="true"') : ''
  return (part.parts ? scopeXml(part, part.parts) : task(part.id)) + handler
}

function scopeXml({ id, parallel }: Part, parts: Part[]): string {
  const [start, end] = [`Start_${id}`, `End_${id}`]
  const ids = parts.map((part) => part.id)
  const inTurn = [start, ...ids, end].flatMap((each, index, all) => (index === 0 ? [] : [flow(all[index - 1] ?? '', each)]))
  const ways = parallel ? ids.flatMap((each) => [flow(start, each), flow(each, end)]) : inTurn
  const inside = [`<bpmn:startEvent id="${start}"/><bpmn:endEvent id="${end}"/>`, ...parts.map(partXml), ...ways, ...parts.map(associationXml)]
  return `<bpmn:subProcess id="${id}">${inside.join('')}</bpmn:subProcess>`
}

const associationXml = ({ id, canBeUndone }: Part) =>
  canBeUndone ? `<bpmn:association id="Association_${id}" sourceRef="Event_${id}" targetRef="Undo_${id}"/>` : ''

/** A failure prints the seed and the smallest model: `fc.assert(…, { seed, path })` runs it again. */
it('random work, stopped at a random moment, is undone as the standard says, and what still runs is left alone', async () => {
  await fc.assert(
    fc.asyncProperty(anyParts(2), fc.array(fc.nat(), { maxLength: 20 }), fc.boolean(), async (given, picks, restart) => {
      const parts = withIds(given, 'Part')
      const reference = new Reference(parts)
      const run = new MachineRun(await graphOf(toBpmn(parts)), { restart }).start()
      for (const pick of picks) {
        const id = [...reference.open].sort()[pick % Math.max(1, reference.open.size)]
        if (id === undefined) break
        reference.complete(id)
        run.complete(id)
      }
      expect(run.open).toEqual([...reference.open, 'Ready'].sort())

      run.complete('Ready')
      for (const handler of reference.undone) {
        expect(run.open).toEqual([...reference.open, handler].sort())
        run.complete(handler)
      }

      expect(run.open).toEqual([...reference.open].sort())
      expect(run.status).toBe(reference.open.size === 0 ? 'completed' : 'active')
    }),
    { numRuns: 40 },
  )
}, 60_000)
