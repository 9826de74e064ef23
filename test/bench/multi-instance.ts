import type { Database } from '../../engine/db/database.ts'
import { cpuUs, median } from './measure.ts'
import { createProduct } from './product.ts'

/** Of each instance of the loop: microseconds of this process's CPU, on SQLite with the database's, and of the clock, in which a disk is waited for. */
export type LoopRow = { kind: 'parallel' | 'sequential'; instances: number; createCpuUs: number; completeCpuUs: number; createUs: number; completeUs: number }

type Product = Awaited<ReturnType<typeof createProduct>>

const sizes = [100, 5000]
const instancesPerRound = 5000

/** User tasks with a loop marker, started and completed one after the other through the runtime: does an instance cost more where there are many? */
export async function measureMultiInstance(database: Database, rounds: number): Promise<LoopRow[]> {
  const rows: LoopRow[] = []
  for (const kind of ['parallel', 'sequential'] as const) {
    const product = await createProduct(database, { cache: true, train: true }, { key: kind, xml: modelOf(kind) })
    await once(product, 100)
    const samples = new Map(sizes.map((size) => [size, [] as Cost[]]))
    for (let round = 0; round < rounds; round++) for (const size of sizes) samples.get(size)?.push(await many(product, size))
    for (const [instances, costs] of samples) {
      const of = (step: keyof Cost, key: keyof Spent) => median(costs.map((cost) => cost[step][key])) / instancesPerRound
      const create = { createCpuUs: of('create', 'cpuUs'), createUs: of('create', 'us') }
      rows.push({ kind, instances, ...create, completeCpuUs: of('complete', 'cpuUs'), completeUs: of('complete', 'us') })
    }
  }
  return rows
}

type Spent = { us: number; cpuUs: number }
type Cost = { create: Spent; complete: Spent }

/** As many small ones as give the work of one large one. */
async function many(product: Product, size: number): Promise<Cost> {
  const costs: Cost[] = []
  for (let done = 0; done < instancesPerRound; done += size) costs.push(await once(product, size))
  const sum = (step: keyof Cost, key: keyof Spent) => costs.reduce((total, cost) => total + cost[step][key], 0)
  return { create: { us: sum('create', 'us'), cpuUs: sum('create', 'cpuUs') }, complete: { us: sum('complete', 'us'), cpuUs: sum('complete', 'cpuUs') } }
}

async function once(product: Product, size: number): Promise<Cost> {
  let id = ''
  const create = await spent(async () => {
    id = await product.start({ size })
  })
  const tasks = Object.keys((await product.storage.load(id))?.tasks ?? {})
  const complete = await spent(async () => {
    for (let left = size; left > 0; left--) {
      await product.complete(id, tasks.pop() ?? '')
      if (tasks.length === 0) tasks.push(...(product.lastFlush()?.put['task'] ?? []).map((task) => String(task['id'])))
    }
  })
  if (product.lastFlush()?.instance['state'] !== 'completed') throw new Error('the loop is not done')
  return { create, complete }
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const [cpu, from] = [cpuUs(), performance.now()]
  await work()
  return { us: (performance.now() - from) * 1000, cpuUs: cpuUs() - cpu }
}

function modelOf(kind: LoopRow['kind']): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Loop" targetNamespace="bench">
  <bpmn:process id="${kind}" name="${kind}" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:userTask id="Vote" name="Vote" camunda:candidateGroups="handler@unit">
      <bpmn:multiInstanceLoopCharacteristics isSequential="${String(kind === 'sequential')}">
        <bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">\${size}</bpmn:loopCardinality>
        <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">\${nrOfCompletedInstances &gt;= size}</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:userTask>
    <bpmn:endEvent id="End" />
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Vote" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Vote" targetRef="End" />
  </bpmn:process>
</bpmn:definitions>`
}
