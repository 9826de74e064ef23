import { appError } from './errors.ts'
import type { Route } from './http/route.ts'
import type { Engine, FormsPort } from './module.ts'

/** What runs processes, as the application sees it. */
export type ProcessHost = Pick<Engine, 'startProcess' | 'completeTask' | 'figures' | 'decisions'> & {
  routes: readonly Route[]
  /** Deploys every .dmn and .bpmn file below an absolute folder whose content is new, as base definitions. */
  deploy(folder: string): Promise<void>
  /** Begins to take jobs, unless this node takes none. */
  start(): Promise<void>
  /** Takes no more jobs and resolves when those it has are done. */
  stop(): Promise<void>
  /** Gives up what stopped work may still have needed; nothing may be under way. */
  end(): Promise<void>
  /** Runs what is due by the clock now, and what follows from it. For the movable clock of test mode. */
  runDue(): Promise<void>
  /** Resolves when nothing is running and nothing is due. */
  idle(): Promise<void>
  isHealthy(): boolean
}

/** An engine without a process runtime: it knows no process, and says so. */
export const noProcesses: ProcessHost = {
  routes: [],
  startProcess: async ({ key }) => {
    throw appError('process.unknown', { key })
  },
  completeTask: async ({ taskId }) => {
    throw appError('task.unknown', { id: taskId })
  },
  figures: {
    sum: async ({ figure }) => {
      throw appError('statistic.unknown', { key: figure })
    },
    delta: ({ figure }) => {
      throw appError('statistic.unknown', { key: figure })
    },
  },
  decisions: {
    make: async ({ key }) => {
      throw appError('decision.unknown', { key })
    },
  },
  deploy: async () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
  end: async () => undefined,
  runDue: async () => undefined,
  idle: async () => undefined,
  isHealthy: () => true,
}

/** An engine without a forms module: it knows no form, and says so. */
export const noForms: FormsPort = {
  publish: async () => [],
  resolve: async () => undefined,
  byId: async () => undefined,
  process: async ({ form }) => {
    throw appError('form.unknown', { key: form.key })
  },
  fieldAccess: () => ({}),
  submissionRow: ({ form }) => {
    throw appError('form.unknown', { key: form.key })
  },
}
