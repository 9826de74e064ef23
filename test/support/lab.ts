import type { Knex } from 'knex'
import { createApp, type App } from '../../engine/app.ts'
import { createClock, type Clock } from '../../engine/clock.ts'
import { readConfig } from '../../engine/config.ts'
import type { Definition, Definitions } from '../../engine/definitions/definitions.ts'
import { behaviours } from '../../engine/execution/behaviours/index.ts'
import type { InstanceState, TaskRow } from '../../engine/execution/state.ts'
import { newId } from '../../engine/ids.ts'
import { newInstance } from '../../engine/instances/new-instance.ts'
import type { Jobs } from '../../engine/jobs/jobs.ts'
import { defineModule, type Actor, type Handler, type Migration } from '../../engine/module.ts'
import type { Messages } from '../../engine/messages/messages.ts'
import { createProcessEngine } from '../../engine/process-engine.ts'
import { projectRoot } from '../../engine/root.ts'
import type { Claim, CommandAnswer } from '../../engine/runtime/execution.ts'
import type { Runtime } from '../../engine/runtime/runtime.ts'
import { resolveTask } from '../../engine/runtime/resolve-task.ts'
import type { Flush, TransactionalStorage } from '../../engine/runtime/storage.ts'
import { scratchFolder } from './scratch.ts'

export type LabOptions = {
  /** Url of a database; several nodes may share one. */
  url: string
  now?: string
  /** Shared by nodes that must agree on the time. */
  clock?: Clock
  handlers?: Handler[]
  cache?: boolean
  committed?(flush: Flush): void
}

/** One node of the process runtime with nothing around it: no HTTP, no forms, and jobs only when a test runs them. */
export type LabNode = {
  url: string
  app: App
  db: Knex
  clock: Clock
  storage: TransactionalStorage
  definitions: Definitions
  runtime: Runtime
  jobs: Jobs
  messages: Messages
  deploy(xml: string): Promise<Definition>
  start(key: string, options?: { variables?: Record<string, unknown>; claim?: Claim; actor?: Actor; id?: string }): Promise<CommandAnswer>
  complete(instanceId: string, nodeId: string, options?: { variables?: Record<string, unknown>; claim?: Claim; actor?: Actor }): Promise<CommandAnswer>
  taskAt(instanceId: string, nodeId: string): Promise<TaskRow>
  state(instanceId: string): Promise<InstanceState>
  stop(): Promise<void>
}

const labTables: Migration = {
  name: '20260101T0000-lab',
  async up(db) {
    await db.schema.createTable('lab_row', (t) => {
      t.string('id', 40).primary()
      t.string('name', 100).notNullable()
      t.integer('amount').notNullable().defaultTo(7)
      t.string('part_of', 40)
      t.text('note')
      t.boolean('flag')
      t.jsonb('data')
    })
    await db.schema.createTable('lab_secret', (t) => t.string('id', 40).primary())
  },
  async down(db) {
    await db.schema.dropTable('lab_secret')
    await db.schema.dropTable('lab_row')
  },
}

/** Module `lab`: it may write lab_row and not lab_secret. */
export const labModule = (handlers: Handler[] = []) =>
  defineModule({ name: 'lab', migrations: [labTables], tables: [{ name: 'lab_row', json: ['data'] }], handlers })

export async function createLabNode({
  url,
  now = '2026-03-02T01:00:00.000Z',
  clock = createClock({ test: true, startAt: now, frozen: true }),
  handlers: given = [],
  ...options
}: LabOptions): Promise<LabNode> {
  const config = readConfig({ DATABASE_URL: url, DATA_DIR: scratchFolder('lab'), LOG_LEVEL: 'silent', TEST_CLOCK: 'on', JOBS: 'off' })
  const app = await createApp({ config, modules: [{ module: labModule(given), folder: projectRoot }], clock })
  const { database, engine, platform } = app
  const db = database.knex
  const tables = new Map([
    ['lab_row', ['data']],
    ['figure_delta', []],
  ])
  const users = { idOf: async (name: string) => name, unitOf: async () => undefined }
  const assignment = { ...platform, directory: { ...platform.directory, groupsOfUnit: async () => [] }, users, forms: () => engine.forms }
  const { storage, runtime, definitions, jobs, messages, stop, end } = createProcessEngine({
    database,
    clock,
    log: engine.log,
    newId,
    handlers: given,
    tables,
    engine: () => engine,
    calendars: platform.calendars,
    capabilities: (handlers) => async () => ({ elements: new Set(Object.keys(behaviours)), handlers: handlers.names, hasForm: () => false }),
    resolveTask: (need, at) => resolveTask(assignment, need, at),
    takesJobs: false,
    ...(options.committed && { committed: options.committed }),
    ...(options.cache !== undefined && { cache: options.cache }),
  })

  const state = async (instanceId: string) => {
    const found = await runtime.load(instanceId)
    if (!found) throw new Error(`no instance ${instanceId}`)
    return found
  }
  const taskAt = async (instanceId: string, nodeId: string) => {
    const task = Object.values((await state(instanceId)).tasks).find((row) => row.nodeId === nodeId)
    if (!task) throw new Error(`no task ${nodeId}`)
    return task
  }

  return {
    url,
    app,
    db,
    clock,
    storage,
    definitions,
    runtime,
    jobs,
    messages,
    state,
    taskAt,
    async deploy(xml) {
      const { definitions: deployed } = await definitions.deploy({ name: 'test.bpmn', xml, tenant: '', by: null })
      const [definition] = deployed
      if (!definition) throw new Error('nothing new was deployed')
      return definition
    },
    async start(key, { variables = {}, claim, actor, id = newId() } = {}) {
      const definition = await definitions.resolve(key, '')
      const start = { ...newInstance({ id, definition, tenant: '320206', initiator: actor?.userId ?? null, now: clock.now() }) }
      return runtime.execute({ target: { start }, command: () => ({ kind: 'start', nodeId: null, variables }), act: 'start', actor: actor ?? null, claim })
    },
    async complete(instanceId, nodeId, { variables = {}, claim, actor } = {}) {
      const task = await taskAt(instanceId, nodeId)
      const trigger = {
        kind: 'task' as const,
        taskId: task.id,
        variables,
        outcome: null,
        opinion: null,
        submissionId: null,
        by: actor?.userId ?? null,
        onBehalfOf: null,
      }
      const command = (current: InstanceState) => {
        if (!current.tasks[task.id]) throw new Error(`task ${task.id} is gone`)
        return { kind: 'trigger' as const, executionId: task.executionId, trigger }
      }
      return runtime.execute({
        target: { instanceId },
        command,
        act: 'complete',
        actor: actor ?? null,
        guards: [{ task: task.id, assignee: task.assignee }],
        claim,
      })
    },
    async stop() {
      await stop()
      await end()
      await app.stop()
    },
  }
}

/** Nodes that are stopped after the test file, also when a test fails in between. */
export function labNodes() {
  const nodes: LabNode[] = []
  return {
    async node(options: LabOptions): Promise<LabNode> {
      const node = await createLabNode(options)
      nodes.push(node)
      return node
    },
    stopAll: async () => void (await Promise.all(nodes.splice(0).map((node) => node.stop()))),
  }
}
