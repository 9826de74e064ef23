import type { Listener } from '../bpmn/graph.ts'
import type { Visit } from './behaviour.ts'
import { putJob } from './jobs.ts'
import { armNextFiring } from './listen.ts'
import { runTaskListener } from './notify.ts'
import type { Operation } from './operation.ts'
import { dueOf } from './triggers/timer.trigger.ts'
import type { Trigger } from './trigger.ts'

/** camunda:taskListener on `timeout`: each waits with a job of its own while the task is open. */
export function armTimeouts(visit: Visit): void {
  timeouts(visit).forEach(({ timer }, listener) => {
    if (!timer) return
    const { dueAt, data } = dueOf({ ...visit, event: timer, index: listener })
    putJob(visit, visit.execution, { kind: 'timer', dueAt, data: { ...data, listener } })
  })
}

/** The time of a listener has come; the task stays as it is. A cycle waits for its next point. */
export function timeout(visit: Visit, { jobId }: Extract<Trigger, { kind: 'timer' }>): Operation[] {
  const { rows, execution } = visit
  const job = rows.get('jobs', jobId)
  const [task] = rows.of('tasks', execution.id)
  const listener = timeouts(visit)[Number(job?.data['listener'])]
  if (!job) return []
  armNextFiring(visit, job)
  if (task && listener) runTaskListener(visit, task, listener)
  return []
}

const timeouts = ({ node }: Visit): Listener[] => node.listeners.filter(({ event }) => event === 'timeout')
