import type { Block, Boundary, Fork, Scope } from './blocks.ts'

/** What can happen next; what a test lets happen both here and on the machine. */
export type Act = { do: 'complete' | 'handle' | 'continue' | 'repair' | 'fire' | 'send'; id: string }

type Loop = Extract<Block, { kind: 'loop' }>
type Sub = Extract<Block, { kind: 'sub' }>

/** What is still to do on one path, in order. */
type Step =
  | { kind: 'wait'; for: Act['do']; id: string; boundaries: Boundary[] }
  | { kind: 'faulty'; id: string }
  | { kind: 'choice'; blocks: Block[] }
  | { kind: 'round'; loop: Loop; number: number }
  | { kind: 'sub'; sub: Sub }
  | { kind: 'fork'; fork: Fork }
  | { kind: 'terminate' }

type Armed = { boundary: Boundary; left: number }
type Token = { waits: Act['do'] | 'inside'; id: string; rest: Step[]; armed: Armed[]; inside: Region | null }

/** The tokens of one scope; `owner` is the token of the sub-process it belongs to. */
type Region = { tokens: Token[]; owner: { region: Region; token: Token } | null; isOver: boolean }

/**
 * The same process once more, in the plainest way that could be right: tokens carry what is left to do, and a scope is
 * done when it holds none. It shares nothing with the engine, so that the two can be compared.
 */
export class Reference {
  private readonly root: Region = { tokens: [], owner: null, isOver: false }
  private readonly repaired = new Set<string>()

  constructor(scope: Scope) {
    this.proceed(this.root, stepsOfScope(scope))
  }

  get isDone(): boolean {
    return this.root.tokens.length === 0
  }

  get acts(): Act[] {
    return everywhere(this.root).flatMap(({ token }) => [...own(token), ...token.armed.map(actOf)])
  }

  act(act: Act): void {
    for (const { region, token } of everywhere(this.root)) {
      const armed = token.armed.find(({ boundary }) => boundary.id === act.id)
      if (armed) return this.happen(region, token, armed)
      if (token.waits === act.do && token.id === act.id) return this.wakeUp(region, token)
    }
    throw new Error(`nothing waits for ${act.do} ${act.id}`)
  }

  private wakeUp(region: Region, token: Token): void {
    if (token.waits === 'repair') this.repaired.add(token.id)
    remove(region, token)
    this.proceed(region, token.rest)
    this.finish(region)
  }

  /** An interrupted path is left for good: what stood after the activity is not done. */
  private happen(region: Region, token: Token, armed: Armed): void {
    const { boundary } = armed
    if (boundary.interrupting) remove(region, token)
    else if (boundary.trigger === 'timer' && --armed.left === 0) token.armed = token.armed.filter((other) => other !== armed)
    this.proceed(region, boundary.then.flatMap(stepsOf))
    this.finish(region)
  }

  private proceed(region: Region, steps: Step[]): void {
    const [step, ...rest] = steps
    if (!step || region.isOver) return
    if (step.kind === 'wait') return wait(region, step, rest)
    if (step.kind === 'faulty' && !this.repaired.has(step.id))
      return wait(region, { kind: 'wait', for: 'repair', id: step.id, boundaries: [] }, [step, ...rest])
    if (step.kind === 'sub') return this.enter(region, step.sub, rest)
    if (step.kind === 'terminate') return end(region)
    if (step.kind === 'fork') return step.fork.branches.forEach((branch) => this.proceed(region, stepsOfBranch(branch)))
    return this.proceed(region, [...unfolded(step), ...rest])
  }

  private enter(region: Region, { id, scope, boundaries }: Sub, rest: Step[]): void {
    const token: Token = { waits: 'inside', id, rest, armed: boundaries.map(arm), inside: null }
    const inside: Region = { tokens: [], owner: { region, token }, isOver: false }
    token.inside = inside
    region.tokens.push(token)
    this.proceed(inside, stepsOfScope(scope))
    if (inside.tokens.length > 0) return
    remove(region, token)
    this.proceed(region, rest)
  }

  /** An empty scope is done, and its sub-process goes on. */
  private finish(region: Region): void {
    if (region.tokens.length > 0 || !region.owner) return
    const { region: outer, token } = region.owner
    remove(outer, token)
    this.proceed(outer, token.rest)
    this.finish(outer)
  }
}

function wait(region: Region, { for: waits, id, boundaries }: Extract<Step, { kind: 'wait' }>, rest: Step[]): void {
  region.tokens.push({ waits, id, rest, armed: boundaries.map(arm), inside: null })
}

function end(region: Region): void {
  region.tokens = []
  region.isOver = true
}

function unfolded(step: Extract<Step, { kind: 'faulty' | 'choice' | 'round' }>): Step[] {
  if (step.kind === 'faulty') return []
  if (step.kind === 'choice') return step.blocks.flatMap(stepsOf)
  const { loop, number } = step
  return [...loop.body.flatMap(stepsOf), ...(number < loop.times ? [{ ...step, number: number + 1 }] : [])]
}

function stepsOf(block: Block): Step[] {
  const aside = (given: boolean): Step[] => (given ? [{ kind: 'wait', for: 'continue', id: block.id, boundaries: [] }] : [])
  switch (block.kind) {
    case 'task':
      return [...aside(block.asyncBefore), { kind: 'wait', for: 'complete', id: block.id, boundaries: block.boundaries }, ...aside(block.asyncAfter)]
    case 'auto':
      return [...aside(block.asyncBefore), ...aside(block.asyncAfter)]
    case 'job':
      return [{ kind: 'wait', for: 'handle', id: block.id, boundaries: block.boundaries }]
    case 'faulty':
      return [{ kind: 'faulty', id: block.id }]
    case 'choice':
      return [{ kind: 'choice', blocks: block.branches[block.taken] }]
    case 'loop':
      return [{ kind: 'round', loop: block, number: 1 }]
    case 'sub':
      return [{ kind: 'sub', sub: block }]
  }
}

const stepsOfScope = ({ blocks, fork }: Scope): Step[] => [...blocks.flatMap(stepsOf), ...(fork ? [{ kind: 'fork' as const, fork }] : [])]
const stepsOfBranch = ({ blocks, terminates }: Fork['branches'][number]): Step[] => [
  ...blocks.flatMap(stepsOf),
  ...(terminates ? [{ kind: 'terminate' as const }] : []),
]
const arm = (boundary: Boundary): Armed => ({ boundary, left: boundary.firings })
const own = ({ waits, id }: Token): Act[] => (waits === 'inside' ? [] : [{ do: waits, id }])
const actOf = ({ boundary }: Armed): Act => ({ do: boundary.trigger === 'timer' ? 'fire' : 'send', id: boundary.id })

function remove(region: Region, token: Token): void {
  region.tokens = region.tokens.filter((other) => other !== token)
}

function everywhere(region: Region): { region: Region; token: Token }[] {
  return region.tokens.flatMap((token) => [{ region, token }, ...(token.inside ? everywhere(token.inside) : [])])
}
