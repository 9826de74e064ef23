import type { Database } from '../../engine/db/database.ts'
import { behaviours } from '../../engine/execution/behaviours/index.ts'
import type { InstanceState } from '../../engine/execution/state.ts'
import type { Actor } from '../../engine/identity/actor.ts'
import { newId } from '../../engine/ids.ts'
import { createProcessEngine } from '../../engine/process-engine.ts'
import { newInstance } from '../../engine/instances/new-instance.ts'
import type { Flush } from '../../engine/runtime/storage.ts'

const clock = { now: () => new Date().toISOString(), elapsedMs: () => performance.now() }

/** Three user tasks in a row, with a gateway between, as a district's short flow has them. */
const bench = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_Bench" targetNamespace="bench">
  <bpmn:process id="bench" name="Bench" isExecutable="true">
    <bpmn:startEvent id="Start" />
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Task_A" />
    <bpmn:userTask id="Task_A" name="A" camunda:candidateGroups="handler@unit" />
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_A" targetRef="Gateway" />
    <bpmn:exclusiveGateway id="Gateway" default="Flow_3" />
    <bpmn:sequenceFlow id="Flow_3" sourceRef="Gateway" targetRef="Task_B" />
    <bpmn:sequenceFlow id="Flow_Back" sourceRef="Gateway" targetRef="Task_A">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">\${decision == 'return'}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:userTask id="Task_B" name="B" camunda:candidateGroups="handler@unit" />
    <bpmn:sequenceFlow id="Flow_4" sourceRef="Task_B" targetRef="Task_C" />
    <bpmn:userTask id="Task_C" name="C" camunda:candidateGroups="leader@unit" />
    <bpmn:sequenceFlow id="Flow_5" sourceRef="Task_C" targetRef="End" />
    <bpmn:endEvent id="End" />
  </bpmn:process>
</bpmn:definitions>`

/** Twelve variables, as the peers were measured with. */
const variables = { decision: 'accept', ...Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`variable${index}`, `value ${index}`])) }

const actor: Actor = {
  userId: 'bench-user',
  username: 'bench',
  name: 'Bench',
  district: '320206',
  districtName: '',
  unitId: 'unit',
  unitName: '',
  unitType: 'township',
  role: 'handler',
  rights: {},
  scope: 'all',
  groups: ['handler@unit'],
}

/** The product's runtime on a migrated database: no HTTP, no forms; record, history, inbox and claim as in production. */
export async function createProduct(database: Database, options: { cache: boolean; train: boolean }, model = { key: 'bench', xml: bench }) {
  let last: Flush | undefined
  const { definitions, runtime, storage } = createProcessEngine({
    database,
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    newId,
    handlers: [],
    tables: new Map(),
    engine: () => {
      throw new Error('no handlers here')
    },
    calendars: {
      forDistrict: async () => {
        throw new Error('no working time here')
      },
    },
    capabilities: () => async () => ({ elements: new Set(Object.keys(behaviours)), handlers: new Set(), hasForm: () => true }),
    resolveTask: async (need) => ({ assignee: null, candidates: need.candidateGroups, formVersionId: null, dueAt: null, incident: null }),
    takesJobs: false,
    committed: (flush) => (last = flush),
    flushConnections: database.kind === 'sqlite' ? 1 : options.train ? 4 : 32,
    cache: options.cache,
  })
  await definitions.deploy({ name: `${model.key}.bpmn`, xml: model.xml, tenant: '', by: null })
  const definition = await definitions.resolve(model.key, '')

  async function start(given: Record<string, unknown> = variables): Promise<string> {
    const instance = newInstance({ id: newId(), definition, tenant: '320206', initiator: actor.userId, now: clock.now() })
    await runtime.execute({
      target: { start: instance },
      command: () => ({ kind: 'start', nodeId: null, variables: given }),
      act: 'start',
      actor,
      claim: claimOf(),
    })
    return instance.id
  }

  /** A task by its id, or the only one. */
  async function complete(instanceId: string, taskId?: string): Promise<void> {
    await runtime.execute({
      target: { instanceId },
      command(state) {
        const task = (taskId === undefined ? undefined : state.tasks[taskId]) ?? onlyTask(state)
        return {
          kind: 'trigger',
          executionId: task.executionId,
          trigger: {
            kind: 'task',
            taskId: task.id,
            variables: { decision: 'accept' },
            outcome: 'accept',
            opinion: null,
            submissionId: null,
            by: actor.userId,
            onBehalfOf: null,
          },
        }
      },
      act: 'complete',
      actor,
      claim: claimOf(),
    })
  }

  return { definition, storage, start, complete, lastFlush: () => last }
}

const claimOf = () => ({ scope: 'bench', key: newId(), bodyHash: '' })

function onlyTask(state: InstanceState) {
  const [task] = Object.values(state.tasks)
  if (!task) throw new Error('the instance has no task')
  return task
}
