import type { Directory } from '../identity/directory.ts'
import type { StartedRow } from '../instances/instances.store.ts'
import type { DraftRow } from './drafts.store.ts'
import { slaOf } from './sla.ts'
import type { TaskItem } from './tasks.api.ts'
import type { DoneTask, OpenTask } from './tasks.store.ts'

type Deps = { directory: Directory; clock: { now(): string } }

/** Rows of the boxes as the API shows them. Names are looked up once per page, not once per row. */
export function createTaskItems({ directory, clock }: Deps) {
  async function groupNames(groups: string[]): Promise<Map<string, string>> {
    const unique = [...new Set(groups)]
    const names = await Promise.all(unique.map((group) => directory.nameOfGroup(group)))
    return new Map(unique.map((group, index) => [group, names[index] ?? group]))
  }

  return {
    async open(rows: OpenTask[]): Promise<(row: OpenTask) => TaskItem> {
      const [groups, people] = await Promise.all([
        groupNames(rows.flatMap((row) => row.candidates)),
        directory.userNames(rows.flatMap((row) => row.assignee ?? [])),
      ])
      return (row) => ({
        ...common(row),
        assignee: row.assignee === null ? null : { id: row.assignee, name: people.get(row.assignee) ?? row.assignee },
        candidates: row.candidates.map((group) => groups.get(group) ?? group),
        sla: slaOf(row.dueAt, clock.now()),
        endedAt: null,
        state: row.assignee === null ? 'open' : 'claimed',
      })
    },
    async done(rows: DoneTask[]): Promise<(row: DoneTask) => TaskItem> {
      const people = await directory.userNames(rows.flatMap((row) => row.assignee ?? []))
      return (row) => ({
        ...common(row),
        assignee: row.assignee === null ? null : { id: row.assignee, name: people.get(row.assignee) ?? row.assignee },
        candidates: [],
        sla: 'none',
        endedAt: row.endedAt,
        state: row.outcome ?? row.state,
      })
    },
    async started(rows: StartedRow[], processName: (definitionId: string) => Promise<string>): Promise<(row: StartedRow) => TaskItem> {
      const groups = await groupNames(rows.flatMap((row) => row.current.flatMap((task) => handlersOf(task))))
      const names = new Map(await Promise.all([...new Set(rows.map((row) => row.definitionId))].map(async (id) => [id, await processName(id)] as const)))
      return (row) => ({
        id: row.id,
        taskKey: null,
        name: row.current.map((task) => task.name).join('、'),
        processKey: row.definitionKey,
        processName: names.get(row.definitionId) ?? row.definitionKey,
        instanceId: row.id,
        businessKey: row.businessKey,
        subject: row.subject,
        assignee: null,
        candidates: row.current.flatMap((task) => handlersOf(task).map((group) => groups.get(group) ?? group)),
        createdAt: row.startedAt,
        dueAt: dueOf(row),
        endedAt: row.endedAt,
        sla: slaOf(dueOf(row), clock.now()),
        state: row.state,
        phase: row.phase,
      })
    },
    async drafts(rows: DraftRow[], processName: (key: string) => Promise<string>): Promise<(row: DraftRow) => TaskItem> {
      const names = new Map(await Promise.all([...new Set(rows.map((row) => row.processKey))].map(async (key) => [key, await processName(key)] as const)))
      return (row) => ({
        id: row.id,
        taskKey: row.taskId,
        name: '',
        processKey: row.processKey,
        processName: names.get(row.processKey) ?? row.processKey,
        instanceId: null,
        businessKey: null,
        subject: row.subject,
        assignee: null,
        candidates: [],
        createdAt: row.updatedAt,
        dueAt: null,
        endedAt: null,
        sla: 'none',
        state: 'draft',
        phase: null,
      })
    },
  }
}

/** Inbox groups that may act on a task now. */
export function handlersOf({ assignee, candidates }: { assignee: string | null; candidates: string[] }): string[] {
  return assignee === null ? candidates : [`user:${assignee}`]
}

function common({ id, nodeId, name, processKey, processName, instanceId, businessKey, subject, createdAt, dueAt }: OpenTask | DoneTask) {
  return { id, taskKey: nodeId, name, processKey, processName, instanceId, businessKey, subject, createdAt, dueAt, phase: null }
}

/** The case's next limit: the earliest of its open tasks. */
function dueOf({ current }: StartedRow): string | null {
  return current.flatMap((task) => task.dueAt ?? []).sort()[0] ?? null
}
