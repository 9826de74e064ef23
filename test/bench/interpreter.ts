import { compileDeployed } from '../../engine/bpmn/deploy.ts'
import { Machine } from '../../engine/execution/machine.ts'
import type { InstanceState } from '../../engine/execution/state.ts'
import { newInstance } from '../../engine/instances/new-instance.ts'
import { cpuUs, median } from './measure.ts'

export type InterpreterRow = { activities: number; usPerStep: number; compileMs: number }

/** The interpreter alone: microseconds from one wait state to the next, by the size of the process. No I/O. */
export async function measureInterpreter(): Promise<InterpreterRow[]> {
  const rows: InterpreterRow[] = []
  for (const activities of [10, 100, 1000]) rows.push(await measureSize(activities))
  return rows
}

async function measureSize(activities: number): Promise<InterpreterRow> {
  const xml = chainModel(activities)
  const from = performance.now()
  const graph = await compileDeployed(xml, 'chain')
  const compileMs = performance.now() - from
  const samples: number[] = []
  for (let round = 0; round < 7; round++) samples.push(usPerStep(graph, activities))
  return { activities, usPerStep: median(samples), compileMs }
}

/** Instances one after the other until there are enough steps to tell. */
function usPerStep(graph: Graph, activities: number): number {
  const started = cpuUs()
  let steps = 0
  while (steps < 2000) {
    let state = startOf(graph)
    for (let left = activities - 1; left > 0; left--) state = completeOne(graph, state)
    steps += activities
  }
  return (cpuUs() - started) / steps
}

type Graph = Awaited<ReturnType<typeof compileDeployed>>
const now = '2026-01-01T00:00:00.000Z'
let ids = 0
const env = { now, newId: () => `id-${ids++}`, processName: 'chain', retries: 3 }

/** An instance of this process, at its first wait state. */
export function startOf(graph: Graph): InstanceState {
  const instance = newInstance({ id: env.newId(), definition: { id: 'definition', key: 'chain', name: 'chain', tenant: '' }, tenant: '', initiator: null, now })
  const machine = new Machine(graph, { instance, executions: {}, scopes: {}, tasks: {}, subscriptions: {}, jobs: {}, incidents: {} }, { isNew: true, env })
  return finish(machine, machine.run({ kind: 'start', nodeId: null, variables: {} }))
}

/** The first open task is done. */
export function completeOne(graph: Graph, state: InstanceState): InstanceState {
  const machine = new Machine(graph, state, { isNew: false, env })
  const [task] = Object.values(state.tasks)
  if (!task) throw new Error('the chain has no task')
  return finish(
    machine,
    machine.run({
      kind: 'trigger',
      executionId: task.executionId,
      trigger: { kind: 'task', taskId: task.id, variables: {}, outcome: null, opinion: null, submissionId: null, by: null, onBehalfOf: null },
    }),
  )
}

function finish(machine: Machine, first: ReturnType<Machine['run']>): InstanceState {
  let progress = first
  while (!progress.done) progress = machine.answer({ assignee: null, candidates: ['group'], formVersionId: null, dueAt: null, incident: null })
  return machine.state
}

/** User tasks in a row. */
export function chainModel(activities: number, key = 'chain'): string {
  const tasks = Array.from(
    { length: activities },
    (_, index) =>
      `<bpmn:userTask id="Task_${index}" name="Task" /><bpmn:sequenceFlow id="Flow_${index}" sourceRef="${index === 0 ? 'Start' : `Task_${index - 1}`}" targetRef="Task_${index}" />`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="bench"><bpmn:process id="${key}" isExecutable="true"><bpmn:startEvent id="Start" />${tasks.join('')}<bpmn:endEvent id="End" /><bpmn:sequenceFlow id="Flow_End" sourceRef="Task_${activities - 1}" targetRef="End" /></bpmn:process></bpmn:definitions>`
}
