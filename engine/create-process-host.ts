import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppParts } from './app.ts'
import { bpmnDeployer } from './deployments/bpmn-deployer.ts'
import { createCapabilities } from './deployments/capabilities.ts'
import { decisionPort } from './decisions/decision-port.ts'
import { dmnDeployer } from './decisions/dmn-deployer.ts'
import { createDeployments } from './deployments/deployments.ts'
import { createRemoval } from './deployments/removal.ts'
import { engineRestRoutes } from './engine-rest/index.ts'
import { behaviours } from './execution/behaviours/index.ts'
import { groupsOfUnit, idOfUser, unitOfUser } from './identity/assignees.store.ts'
import { newId } from './ids.ts'
import { createInstanceService } from './instances/instance-service.ts'
import { instanceRoutes } from './instances/instances.routes.ts'
import { createStartService } from './instances/start-service.ts'
import { setRetries } from './jobs/jobs.store.ts'
import type { TableSpec } from './module.ts'
import { createProcessEngine } from './process-engine.ts'
import type { ProcessHost } from './process-host.ts'
import { resolveTask } from './runtime/resolve-task.ts'
import { createFigures } from './statistics/figures.ts'
import { statisticsRoutes } from './statistics/statistics.routes.ts'
import { createBoxes } from './tasks/boxes.ts'
import { createDrafts, createDraftsOnce } from './tasks/drafts.ts'
import { createTaskAccess } from './tasks/task-access.ts'
import { createTaskItems } from './tasks/task-item.ts'
import type { TaskDeps } from './tasks/task-deps.ts'
import { createTaskService } from './tasks/task-service.ts'
import { taskRoutes } from './tasks/tasks.routes.ts'

const foldMs = 5_000

/** Builds what runs processes out of the application's parts: definitions, runtime, jobs, tasks, figures and their routes. */
export function createProcessHost({ config, database, clock, log, modules, platform, engine }: AppParts): ProcessHost {
  const db = database.knex
  const { directory, units, calendars, caseAccess } = platform
  const tables = declaredTables(modules.flatMap((module) => module.tables ?? []))
  const domainPermissions = modules.flatMap((module) => (module.permissions ?? []).map(({ key }) => key))
  const users = { idOf: (name: string) => idOfUser(db, name), unitOf: (id: string) => unitOfUser(db, id) }
  const assignment = {
    directory: { hasMembers: directory.hasMembers, groupsOfUnit: (id: string) => groupsOfUnit(db, id, domainPermissions) },
    units,
    users,
    calendars,
    forms: () => engine.forms,
  }
  const running = createProcessEngine({
    database,
    clock,
    log,
    newId,
    handlers: modules.flatMap((module) => module.handlers ?? []),
    tables,
    engine: () => engine,
    calendars,
    capabilities: (handlers) => createCapabilities({ db, elements: new Set(Object.keys(behaviours)), handlers: handlers.names, forms: () => engine.forms }),
    resolveTask: (need, now) => resolveTask(assignment, need, now),
    takesJobs: config.jobs,
  })
  const { runtime, definitions, jobs } = running
  const cases = Object.assign({}, ...modules.map((module) => module.cases ?? {}))
  const wake = () => {
    if (config.jobs) jobs.wake()
  }
  const retryJob = async (jobId: string) => {
    await setRetries(db, jobId, 1, clock.now())
    wake()
  }
  const nameOf = async (userId: string) => (await directory.userNames([userId])).get(userId) ?? userId
  const access = createTaskAccess({ db, access: caseAccess, nameOf })
  const deps: TaskDeps = { db, engine, runtime, definitions, directory, cases, access, caseAccess, nameOf, linkRows: platform.files.linkRows, retryJob }
  const tasks = createTaskService(deps)
  const starts = createStartService(deps)
  const deployments = createDeployments({ db, clock, newId, deployers: [bpmnDeployer(definitions), dmnDeployer(running.decisions)] })
  const removal = createRemoval({ db, clock, newId, runtime, definitions, cases })
  const figures = createFigures({ db, newId })
  let folding: NodeJS.Timeout | undefined
  /** A node that takes no jobs takes none when its clock is moved either. */
  const runDue = async () => {
    if (config.jobs) await jobs.runDue()
  }

  return {
    startProcess: ({ language = 'zh-CN', idempotencyKey, ...request }) =>
      starts.start({ ...request, language, claim: claimOf(request.actor.userId, idempotencyKey) }),
    completeTask: ({ language = 'zh-CN', idempotencyKey, ...request }) =>
      tasks.complete({ ...request, language, claim: claimOf(request.actor.userId, idempotencyKey) }),
    figures,
    decisions: decisionPort(running.decisions),
    routes: [
      ...taskRoutes({
        tasks,
        boxes: createBoxes({ db, clock, directory, definitions }),
        drafts: createDrafts({ db, clock, newId }),
        draftsOnce: createDraftsOnce({ db, clock, newId }),
        items: createTaskItems({ directory, clock }),
        assertStartable: starts.allowed,
      }),
      ...instanceRoutes({ instances: createInstanceService(deps), starts }),
      ...engineRestRoutes({
        db,
        engine,
        runtime,
        definitions,
        deployments,
        removal,
        messages: running.messages,
        jobs: { runNow: jobs.runNow, wake },
        starts,
        tasks,
        externalTasks: running.externalTasks,
        decisions: running.decisions,
        access: caseAccess,
        cases,
      }),
      ...statisticsRoutes(
        engine,
        modules.flatMap((module) => module.statistics ?? []),
      ),
    ],
    async deploy(folder) {
      // Flows are checked for the decisions they name.
      for (const file of await shippedFiles(folder, '.dmn')) await running.decisions.deploy(file)
      for (const file of await shippedFiles(folder, '.bpmn')) await definitions.deploy(file)
    },
    async start() {
      if (!config.jobs) return
      jobs.start()
      void running.review().catch((error: Error) => log.warn({ error: error.message }, 'definitions not reviewed'))
      folding = setInterval(() => void figures.fold().catch((error: Error) => log.error({ error: error.message }, 'folding failed')), foldMs)
    },
    async stop() {
      clearInterval(folding)
      await running.stop()
    },
    end: running.end,
    runDue,
    async idle() {
      await jobs.idle()
      await runDue()
    },
    isHealthy: () => true,
  }
}

/** Base definitions: deployed once, and never again over what was deployed since. */
async function shippedFiles(folder: string, extension: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort()
  return Promise.all(names.map(async (name) => ({ name, xml: await readFile(join(folder, name), 'utf8'), tenant: '', by: null, unlessKnown: true })))
}

/** JSON columns by table, for every table that a flush may write. */
function declaredTables(specs: TableSpec[]): Map<string, string[]> {
  const own: TableSpec[] = [{ name: 'figure_delta' }, { name: 'file_link' }]
  return new Map([...own, ...specs].map(({ name, json = [] }) => [name, json]))
}

/** A caller inside the process has no HTTP request to bind its key to: user and key are the claim. */
function claimOf(userId: string, key: string | undefined) {
  return key === undefined ? undefined : { scope: `engine:${userId}`.slice(0, 64), key, bodyHash: '' }
}
