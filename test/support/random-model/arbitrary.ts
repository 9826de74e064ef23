import fc from 'fast-check'
import type { Block, Boundary, Fork, Scope } from './blocks.ts'

const bool = fc.boolean()
/** Most things are plain, so that the rare ones meet each other only now and then. */
const rarely = fc.nat(4).map((number) => number === 0)

/** A random process. Ids are given afterwards, so that shrinking a model does not rename what stays. */
export const anyScope: fc.Arbitrary<Scope> = scopeOf(3).map((scope) => withIds(scope))

function scopeOf(depth: number): fc.Arbitrary<Scope> {
  const branch = fc.record({ id: fc.constant(''), blocks: blocksOf(depth - 1, 2), terminates: rarely })
  const fork: fc.Arbitrary<Fork> = fc.record({ id: fc.constant(''), branches: fc.array(branch, { minLength: 2, maxLength: 3 }) })
  return fc.record({ blocks: blocksOf(depth, 3), fork: fc.option(fork, { freq: 2 }) })
}

function blocksOf(depth: number, maxLength: number): fc.Arbitrary<Block[]> {
  return fc.array(blockOf(depth), { maxLength })
}

function blockOf(depth: number): fc.Arbitrary<Block> {
  const id = fc.constant('')
  const task = fc.record({ kind: fc.constant('task' as const), id, boundaries: boundariesOf(depth), asyncBefore: rarely, asyncAfter: rarely })
  const job = fc.record({ kind: fc.constant('job' as const), id, boundaries: boundariesOf(depth) })
  const auto = fc.record({ kind: fc.constant('auto' as const), id, asyncBefore: rarely, asyncAfter: rarely })
  const faulty = fc.record({ kind: fc.constant('faulty' as const), id })
  if (depth <= 0) return fc.oneof(task, job, auto, faulty)
  const inside = blocksOf(depth - 1, 2)
  const choice = fc.record({ kind: fc.constant('choice' as const), id, taken: fc.constantFrom(0 as const, 1 as const), branches: fc.tuple(inside, inside) })
  const loop = fc.record({ kind: fc.constant('loop' as const), id, times: fc.integer({ min: 1, max: 3 }), body: inside })
  const sub = fc.record({ kind: fc.constant('sub' as const), id, scope: scopeOf(depth - 1), boundaries: boundariesOf(depth) })
  return fc.oneof({ weight: 4, arbitrary: task }, job, auto, faulty, choice, loop, { weight: 2, arbitrary: sub })
}

function boundariesOf(depth: number): fc.Arbitrary<Boundary[]> {
  const common = { id: fc.constant(''), trigger: fc.constantFrom('timer' as const, 'message' as const), firings: fc.integer({ min: 1, max: 3 }) }
  const after: fc.Arbitrary<Block[]> = depth > 0 ? blocksOf(depth - 1, 2) : fc.constant([])
  const stopping = fc.record({ ...common, interrupting: fc.constant(true), then: after })
  const beside = fc.record({ ...common, interrupting: fc.constant(false), then: bool.map((isTask) => (isTask ? [aTask] : [])) })
  const some: fc.Arbitrary<Boundary[]> = fc.array(fc.oneof(stopping, beside), { maxLength: 2 })
  return fc.oneof({ weight: 2, arbitrary: fc.constant<Boundary[]>([]) }, { weight: 1, arbitrary: some })
}

const aTask: Block = { kind: 'task', id: '', boundaries: [], asyncBefore: false, asyncAfter: false }

/** Numbers everything in the order in which it stands. */
function withIds(scope: Scope): Scope {
  let count = 0
  const next = (kind: string) => `${kind}_${++count}`
  const numberScope = ({ blocks, fork }: Scope): Scope => ({ blocks: blocks.map(numberBlock), fork: fork && numberFork(fork) })
  const numberFork = ({ branches }: Fork): Fork => ({
    id: next('fork'),
    branches: branches.map((branch) => ({ ...branch, id: next('branch'), blocks: branch.blocks.map(numberBlock) })),
  })
  const numberBoundary = (boundary: Boundary): Boundary => ({ ...boundary, id: next(boundary.trigger), then: boundary.then.map(numberBlock) })
  const numberBlock = (block: Block): Block => {
    const id = next(block.kind)
    if (block.kind === 'choice') return { ...block, id, branches: [block.branches[0].map(numberBlock), block.branches[1].map(numberBlock)] }
    if (block.kind === 'loop') return { ...block, id, body: block.body.map(numberBlock) }
    if (block.kind === 'sub') return { ...block, id, scope: numberScope(block.scope), boundaries: block.boundaries.map(numberBoundary) }
    return 'boundaries' in block ? { ...block, id, boundaries: block.boundaries.map(numberBoundary) } : { ...block, id }
  }
  return numberScope(scope)
}
