import { describe } from 'vitest'
import { graphOf, modelBeside } from './bpmn.ts'
import { MachineRun, type RunOptions } from './machine-run.ts'

/** The two ways in which every scenario of the machine must come out the same. */
const ways = [
  ['kept in memory', false],
  ['read back from its rows at every wait', true],
] as const

/**
 * Describes scenarios on the model beside the test, in both ways.
 * @example describeModel(import.meta.url, 'loop', (begin) => it('goes round', async () => (await begin()).start()))
 */
export function describeModel(testUrl: string, name: string, scenarios: (begin: (options?: RunOptions) => Promise<MachineRun>) => void): void {
  const graph = modelBeside(testUrl, name).then((xml) => graphOf(xml))
  graph.catch(() => undefined)
  describe.each(ways)(`${name}, %s`, (_, restart) => scenarios(async (options) => new MachineRun(await graph, { restart, ...options })))
}
