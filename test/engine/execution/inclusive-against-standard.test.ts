import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flow, graphOf, processOf, start, task } from '../../support/bpmn.ts'
import { MachineRun } from '../../support/machine-run.ts'

type Edge = { id: string; from: number; to: number; isTrue: boolean }
type Net = { gateways: boolean[]; edges: Edge[] }

/** Node 0 is a task; every other one can be reached; ways back begin at tasks, so that each round has a wait. */
const anyNet: fc.Arbitrary<Net> = fc
  .record({
    gateways: fc.array(fc.boolean(), { minLength: 4, maxLength: 10 }),
    parents: fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
    extra: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 9 }),
    truths: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  })
  .map(({ gateways, parents, extra, truths }) => {
    const size = gateways.length
    const tree = gateways.slice(1).map((_, index) => [(parents[index] ?? 0) % (index + 1), index + 1] as const)
    const more = extra.map(([from, to]) => [from % size, 1 + (to % (size - 1))] as const)
    const leaves = new Set(gateways.map((_, node) => node).filter((node) => ![...tree, ...more].some(([from, to]) => from === node && to > from)))
    const isGateway = gateways.map((gateway, node) => gateway && node > 0 && !leaves.has(node))
    const allowed = [...tree, ...more].filter(([from, to]) => to > from || !isGateway[from])
    const unique = [...new Map(allowed.map((pair) => [pair.join('-'), pair])).values()]
    const edges = unique.map(([from, to], index) => ({ id: `N${from}-N${to}`, from, to, isTrue: truths[index] ?? true }))
    const joinsOrSplits = (node: number) => edges.filter(({ to }) => to === node).length > 1 || edges.filter(({ from }) => from === node).length > 1
    return { gateways: isGateway.map((gateway, node) => gateway && joinsOrSplits(node)), edges }
  })

const into = ({ edges }: Net, node: number) => edges.filter(({ to }) => to === node)
const outOf = ({ edges }: Net, node: number) => edges.filter(({ from }) => from === node)

function toBpmn(net: Net): string {
  const nodes = net.gateways.map((isGateway, node) => {
    const [standard, ...others] = outOf(net, node)
    return isGateway ? `<bpmn:inclusiveGateway id="N${node}"${others.length > 0 ? ` default="${standard?.id}"` : ''}/>` : task(`N${node}`)
  })
  const flows = net.edges.map(({ id, from, to, isTrue }) => {
    const isConditional = net.gateways[from] && outOf(net, from)[0]?.id !== id
    return flow(`N${from}`, `N${to}`, isConditional ? `\${${isTrue}}` : undefined)
  })
  return processOf([start, flow('Start', 'N0'), ...nodes, ...flows].join(''))
}

/** Tokens on flows and in tasks, moved as 13.4.3 says it word for word: by looking for paths from every token, each time. */
class Tokens {
  onFlows: Edge[] = []
  tasks: number[] = [0]
  private readonly net: Net
  constructor(net: Net) {
    this.net = net
  }

  complete(node: number): void {
    this.tasks.splice(this.tasks.indexOf(node), 1)
    this.onFlows.push(...outOf(this.net, node))
    this.settle()
  }

  /** Gateways that are activated now. Two at a time could act in either order: then the standard does not say what happens. */
  get activated(): number[] {
    return this.net.gateways.flatMap((isGateway, node) => (isGateway && this.isActivated(node) ? [node] : []))
  }

  fire(gateway: number): void {
    for (const edge of into(this.net, gateway)) {
      const index = this.onFlows.indexOf(edge)
      if (index >= 0) this.onFlows.splice(index, 1)
    }
    const [standard, ...others] = outOf(this.net, gateway)
    const open = others.filter(({ isTrue }) => isTrue)
    this.onFlows.push(...(open.length > 0 ? open : standard ? [standard] : []))
    this.settle()
  }

  private settle(): void {
    const arrived = this.onFlows.filter(({ to }) => !this.net.gateways[to])
    this.onFlows = this.onFlows.filter(({ to }) => this.net.gateways[to])
    this.tasks.push(...arrived.map(({ to }) => to))
    const alone = this.onFlows.find(({ to }) => into(this.net, to).length === 1)
    if (alone) this.fire(alone.to)
  }

  private isActivated(gateway: number): boolean {
    const incoming = into(this.net, gateway)
    const full = incoming.filter((edge) => this.onFlows.includes(edge))
    const empty = incoming.filter((edge) => !full.includes(edge))
    const starts = [...this.onFlows, ...this.tasks.flatMap((node) => outOf(this.net, node).map((edge) => ({ ...edge, task: node })))]
    const isWaitedFor = (from: Edge[]) => empty.some((end) => this.hasPath(from, end, gateway)) && !full.some((end) => this.hasPath(from, end, gateway))
    const ofTask = (node: number) => starts.filter((edge) => 'task' in edge && edge.task === node)
    return full.length > 0 && !this.onFlows.some((edge) => isWaitedFor([edge])) && !this.tasks.some((node) => isWaitedFor(ofTask(node)))
  }

  private hasPath(from: Edge[], end: Edge, gateway: number): boolean {
    const seen = new Set<string>()
    const open = [...from]
    for (let edge = open.pop(); edge; edge = open.pop()) {
      if (edge.id === end.id) return true
      if (seen.has(edge.id) || edge.to === gateway) continue
      seen.add(edge.id)
      open.push(...outOf(this.net, edge.to))
    }
    return false
  }
}

it('does on every random process what the standard says word for word', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(anyNet, fc.array(fc.nat(), { minLength: 4, maxLength: 14 }), async (net, picks) => {
      const run = new MachineRun(await graphOf(toBpmn(net)), { restart: true }).start()
      const tokens = new Tokens(net)

      for (const pick of picks) {
        if (tokens.tasks.length === 0) break
        const node = [...tokens.tasks].sort((left, right) => left - right)[pick % tokens.tasks.length] ?? 0
        tokens.complete(node)
        for (let ready = tokens.activated; ready.length > 0; ready = tokens.activated) {
          if (ready.length > 1) return
          tokens.fire(ready[0] ?? 0)
        }
        run.complete(`N${node}`)
        compared++

        expect(run.open).toEqual(tokens.tasks.map((each) => `N${each}`).sort())
        expect(waitingIn(run)).toEqual(tokens.onFlows.map(({ id }) => id).sort())
      }
    }),
    { numRuns: 150 },
  )
  expect(compared).toBeGreaterThan(400)
}, 120_000)

const waitingIn = ({ state }: MachineRun) =>
  Object.values(state.executions)
    .flatMap(({ data }) => (data['joins'] === true ? [String(data['via'])] : []))
    .sort()
