import { z } from 'zod'
import { pageQuery } from '../http/paging.ts'

/** Contract of /api/tasks and /api/processes: paths are in http-api.md; shapes are here and may be imported by the UIs. */

export const boxes = ['todo', 'claimable', 'done', 'started', 'drafts', 'copied', 'delegated'] as const
export type Box = (typeof boxes)[number]

export const listTasksQuery = pageQuery.extend({
  box: z.enum(boxes).default('todo'),
  q: z.string().max(100).optional(),
  process: z.string().max(100).optional(),
  overdue: z.enum(['true', 'false']).optional(),
})

/** green: far; yellow: due within three days; orange: due today; red: overdue; none: no due date. */
export type Sla = 'none' | 'green' | 'yellow' | 'orange' | 'red'

export type TaskItem = {
  id: string
  /** Node id in the flow, e.g. Task_Verify. Box started: null, the row is an instance. Box drafts: id of the task the draft belongs to, null for a start form's. */
  taskKey: string | null
  name: string
  processKey: string
  processName: string
  instanceId: string | null
  businessKey: string | null
  subject: string
  assignee: { id: string; name: string } | null
  /** Names of units and roles, or people, that may act. */
  candidates: string[]
  createdAt: string
  dueAt: string | null
  endedAt: string | null
  sla: Sla
  /** Box started and done: current state of the instance; drafts: draft. */
  state: string
  /** Box started: what the case itself calls its state, e.g. a hazard's status. Else null. */
  phase: string | null
}

export type TaskAction = 'claim' | 'unclaim' | 'complete' | 'save-draft'

export type TaskView = TaskItem & {
  priority: number
  documentation: string
  actions: TaskAction[]
  /** Outcomes that the form's `decision` field offers, for buttons; empty when the form has none. */
  outcomes: string[]
}

export type TaskFormView = {
  form: { id: string; key: string; version: number; definition: { title: string; components: unknown[] } }
  data: Record<string, unknown>
  fields: Record<string, 'editable' | 'readonly' | 'hidden'>
  actions: TaskAction[]
  /** Etag of the saved draft that `data` contains, or null. */
  draft: { rev: number; updatedAt: string } | null
}

export const completeBody = z.strictObject({
  data: z.record(z.string(), z.unknown()).default({}),
  opinion: z.string().max(2000).optional(),
  outcome: z.string().max(60).optional(),
})
export const saveDraftBody = z.strictObject({ data: z.record(z.string(), z.unknown()) })
export const startBody = z.strictObject({ data: z.record(z.string(), z.unknown()) })
export const idParams = z.object({ id: z.string().min(1).max(64) })
export const keyParams = z.object({ key: z.string().min(1).max(100) })

export type TaskCounts = Record<Box, number | string>
export type StartableProcess = { key: string; name: string; form: string | null }
export type StartFormView = Pick<TaskFormView, 'form' | 'data' | 'fields'>
export type StartAnswer = { instanceId: string; businessKey: string | null }
/** Drafts of start forms: POST /api/drafts {processKey, data}, GET|PUT|DELETE /api/drafts/:id. */
export const createDraftBody = z.strictObject({ processKey: z.string().max(100), data: z.record(z.string(), z.unknown()) })
export type DraftView = { id: string; processKey: string; taskId: string | null; data: Record<string, unknown>; rev: number; updatedAt: string }
