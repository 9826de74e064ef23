import type { Directory } from '../identity/directory.ts'
import type { TimelineEntry } from './instances.api.ts'
import type { CommandEntry, TaskEnd } from './instances.store.ts'

/** Acts that a person reads in a timeline; `complete` is told by the task that was done. */
const told = new Set(['start', 'withdraw', 'timer', 'timer-start', 'cancel', 'incident', 'retry'])

/** Who did what, when, with which opinion: acts on the instance and the tasks that ended, in order of time. */
export async function timelineOf(directory: Directory, commands: CommandEntry[], tasks: TaskEnd[]): Promise<TimelineEntry[]> {
  const ids = [...commands.map((command) => command.actor), ...tasks.flatMap((task) => [task.assignee, task.onBehalfOf])]
  const people = await directory.people(ids.flatMap((id) => id ?? []))
  const who = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? id))
  const unit = (id: string | null) => (id === null ? null : (people.get(id)?.unitName ?? null))
  const acts = commands
    .filter((command) => told.has(command.act))
    .map((command) => ({
      at: command.at,
      act: command.act,
      nodeId: null,
      nodeName: null,
      who: who(command.actor),
      whoUnit: unit(command.actor),
      forWhom: null,
      outcome: null,
      opinion: null,
    }))
  const done = tasks
    .filter((task) => task.state === 'completed')
    .map((task) => ({
      at: task.endedAt,
      act: 'complete',
      nodeId: task.nodeId,
      nodeName: task.name,
      who: who(task.assignee),
      whoUnit: unit(task.assignee),
      forWhom: who(task.onBehalfOf),
      outcome: task.outcome,
      opinion: task.opinion,
    }))
  return [...acts, ...done].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
}
