import fc from 'fast-check'
import { expect, it } from 'vitest'
import { graphOf } from '../../support/bpmn.ts'
import type { JobRow } from '../../../engine/execution/state.ts'
import { MachineRun } from '../../support/machine-run.ts'
import { anyScope } from '../../support/random-model/arbitrary.ts'
import type { Block, Scope } from '../../support/random-model/blocks.ts'
import { Reference, type Act } from '../../support/random-model/reference.ts'
import { toBpmn } from '../../support/random-model/to-bpmn.ts'

const handlers = { fetch: () => 'later' as const }

/** A failure prints the seed and the smallest model: `fc.assert(…, { seed, path })` runs it again. */
it('every random process does what the reference does, restarted at every wait or not, and loses no token', async () => {
  await fc.assert(
    fc.asyncProperty(anyScope, fc.array(fc.nat(), { maxLength: 40 }), async (scope, picks) => {
      const graph = await graphOf(toBpmn(scope))
      const variables = { depth: 0, ...choicesOf(scope.blocks, scope) }
      const reference = new Reference(scope)
      const kept = new MachineRun(graph, { handlers }).start(variables)
      const restarted = new MachineRun(graph, { handlers, restart: true }).start(variables)
      const begun = new Set(begunIn(kept))
      expect(waitingOf(kept)).toEqual(sorted(reference.acts))

      for (const pick of picks) {
        const { acts } = reference
        const act = acts[pick % acts.length]
        if (!act) break
        reference.act(act)
        for (const run of [kept, restarted]) perform(run, act)
        for (const id of begunIn(kept)) begun.add(id)
        expect(waitingOf(kept)).toEqual(sorted(reference.acts))
        expect(kept.status).toBe(reference.isDone ? 'completed' : 'active')
      }

      expect(restarted.state).toEqual(JSON.parse(JSON.stringify(kept.state)))
      expect(restarted.activities).toEqual(kept.activities)
      expect(restarted.taskHistory).toEqual(kept.taskHistory)
      kept.cancel()
      const ended = kept.activities.map(({ id }) => id)
      expect(new Set(ended).size).toBe(ended.length)
      expect([...begun].filter((id) => !ended.includes(id))).toEqual([])
      expect(kept.taskHistory).toHaveLength(kept.asked.filter(({ kind }) => kind === 'task').length)
    }),
    { numRuns: 300 },
  )
}, 120_000)

function perform(run: MachineRun, { do: act, id }: Act): void {
  if (act === 'complete') run.complete(id)
  if (act === 'handle') run.handled(id)
  if (act === 'continue') run.goOn(id)
  if (act === 'repair') run.correct(`fix_${id}`, true).retry(id)
  if (act === 'fire') run.fire(id)
  if (act === 'send') run.send(`m_${id}`)
}

function waitingOf({ state }: MachineRun): string[] {
  const verbs: Partial<Record<JobRow['kind'], string>> = { timer: 'fire', async: 'continue', handler: 'handle', start: 'start' }
  return [
    ...Object.values(state.tasks).map(({ nodeId }) => `complete ${nodeId}`),
    ...Object.values(state.jobs).map(({ kind, nodeId }) => `${String(verbs[kind])} ${nodeId}`),
    ...Object.values(state.subscriptions).map(({ nodeId }) => `send ${nodeId}`),
    ...Object.values(state.incidents).map(({ nodeId }) => `repair ${nodeId}`),
  ].sort()
}

const sorted = (acts: Act[]) => acts.map(({ do: act, id }) => `${act} ${id}`).sort()

const begunIn = ({ state }: MachineRun) =>
  Object.values(state.executions).flatMap(({ activityId, parentId }) => (activityId === null || parentId === null ? [] : [activityId]))

/** The variables that make each choice come out as drawn. */
function choicesOf(blocks: Block[], scope?: Scope): Record<string, boolean> {
  const inFork = scope?.fork ? scope.fork.branches.map((branch) => choicesOf(branch.blocks)) : []
  return Object.assign({}, ...blocks.map(choicesIn), ...inFork)
}

function choicesIn(block: Block): Record<string, boolean> {
  const beside = 'boundaries' in block ? block.boundaries.map(({ then }) => choicesOf(then)) : []
  if (block.kind === 'choice') return { [block.id]: block.taken === 1, ...choicesOf(block.branches[0]), ...choicesOf(block.branches[1]) }
  if (block.kind === 'loop') return choicesOf(block.body)
  return Object.assign({}, ...beside, block.kind === 'sub' ? choicesOf(block.scope.blocks, block.scope) : {})
}
