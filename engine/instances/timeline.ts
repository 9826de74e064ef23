import type { ActivityHistoryRow } from '../execution/changes.ts'
import type { Directory } from '../identity/directory.ts'
import type { TimelineEntry } from './instances.api.ts'
import { withdrawReason } from './withdraw-reason.ts'
import type { CommandEntry, TaskEnd } from './instances.store.ts'

/** Acts that a person reads in a timeline; `complete` is told by the task that was done. */
const told = new Set(['start', 'withdraw', 'timer', 'timer-start', 'cancel', 'incident', 'retry'])

export type CaseHistory = { commands: CommandEntry[]; tasks: TaskEnd[]; activities: ActivityHistoryRow[] }

/** Who did what, when, with which opinion: acts on the instance and the tasks that ended, in order of time. */
export async function timelineOf(directory: Directory, { commands, tasks, activities }: CaseHistory): Promise<TimelineEntry[]> {
  const ids = [...commands.map((command) => command.actor), ...tasks.flatMap((task) => [task.assignee, task.onBehalfOf])]
  const people = await directory.people(ids.flatMap((id) => id ?? []))
  const who = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id))
  const unit = (id: string | null) => (id === null ? null : (people.get(id)?.unitName ?? null))
  const acts = commands
    .filter((command) => told.has(command.act))
    .map(({ at, act, actor, changes }) => ({
      ...entry,
      ...eventAt(activities, act, at),
      at,
      act,
      who: who(actor),
      whoUnit: unit(actor),
      opinion: reasonOf(changes),
    }))
  const done = tasks
    .filter((task) => task.state === 'completed')
    .map(({ endedAt, nodeId, name, assignee, onBehalfOf, outcome, opinion }) => ({
      ...{ at: endedAt, act: 'complete', nodeId, nodeName: name, outcome, opinion },
      ...{ who: who(assignee), whoUnit: unit(assignee), forWhom: who(onBehalfOf) },
    }))
  return [...acts, ...done].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
}

const entry = { nodeId: null, nodeName: null, forWhom: null, outcome: null, opinion: null }

/** The boundary event that a timer or a message fired: it was passed in the same instant. */
function eventAt(activities: ActivityHistoryRow[], act: string, at: string): { nodeId: string; nodeName: string } | undefined {
  const event = act === 'timer' || act === 'withdraw' ? activities.find((row) => row.nodeType === 'boundaryEvent' && row.endedAt === at) : undefined
  return event && { nodeId: event.nodeId, nodeName: event.nodeName }
}

/** Why a report was taken back. */
function reasonOf(changes: CommandEntry['changes']): string | null {
  const reason = changes.find((change) => change.name === withdrawReason)?.value
  return typeof reason === 'string' ? reason : null
}
