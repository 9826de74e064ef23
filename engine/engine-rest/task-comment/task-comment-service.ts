import type { Actor } from '../../identity/actor.ts'
import { toCamundaDate } from '../dates.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, notFound } from '../errors.ts'
import { findHistoryInstance } from '../history-process-instance/history-process-instance.store.ts'
import { listHistoryTasks } from '../history-task/history-task.store.ts'
import { namesOf, type NameOf } from '../people.ts'
import type { Scope } from '../scope.ts'
import { commentsOf, findComment, insertComment, type CommentRow } from './task-comment.store.ts'

/** What people note with tasks, open and done. Who sees the task sees what was noted. */
export function createCommentService({ db, engine, scope }: EngineRestDeps & { scope: Scope }) {
  const isVisible = async (taskId: string, actor: Actor) =>
    (await listHistoryTasks(db, { given: { taskId }, sorting: [], paging: { firstResult: 0, maxResults: 1 } }, { scope, actor }))[0]

  async function shown(rows: CommentRow[]) {
    const nameOf = await namesOf(
      db,
      rows.map(({ userId }) => userId),
    )
    return rows.map((row) => view(row, nameOf))
  }

  return {
    async ofTask(taskId: string, actor: Actor) {
      if ((await isVisible(taskId, actor)) === undefined) throw notFound(`No task found for task id ${taskId}`)
      return shown(await commentsOf(db, { taskId }))
    },
    async ofInstance(instanceId: string, actor: Actor) {
      if ((await findHistoryInstance(db, instanceId, { scope, actor })) === undefined) throw notFound(`No process instance found for id ${instanceId}`)
      return shown(await commentsOf(db, { instanceId }))
    },
    async get(taskId: string, id: string, actor: Actor) {
      const task = await isVisible(taskId, actor)
      const row = task && (await findComment(db, { id, taskId }))
      if (row === undefined) throw notFound(`Task comment with id ${id} does not exist for task id '${taskId}'.`)
      return (await shown([row]))[0]
    },
    async create(taskId: string, message: string | null | undefined, actor: Actor) {
      const task = await isVisible(taskId, actor)
      if (task === undefined) throw badRequest('InvalidRequestException', `No task found for task id ${taskId}`)
      if (!message) throw badRequest('InvalidRequestException', 'Message is null')
      const row = { id: engine.newId(), taskId, instanceId: task.instanceId, userId: actor.userId, message, createdAt: engine.clock.now() }
      await insertComment(db, row)
      return (await shown([row]))[0]
    },
  }
}

function view({ id, userId, taskId, instanceId, message, createdAt }: CommentRow, nameOf: NameOf) {
  return {
    links: [],
    id,
    userId: nameOf(userId),
    time: toCamundaDate(createdAt),
    taskId,
    message,
    removalTime: null,
    rootProcessInstanceId: null,
    processInstanceId: instanceId,
  }
}
