import type { AppError } from '../../errors.ts'
import type { InstanceState } from '../../execution/state.ts'
import type { Command } from '../../execution/trigger.ts'
import { retyped } from '../../execution/values.ts'
import { can } from '../../identity/access.ts'
import type { Actor } from '../../identity/actor.ts'
import { actsOn } from '../../tasks/task-access.ts'
import type { EngineRestDeps } from '../deps.ts'
import { badRequest, engineFailure, notFound } from '../errors.ts'
import { assertWritable } from '../governed.ts'
import type { Language } from '../language.ts'
import { toDtos, variablesFrom, type VariableDto, type VariableView } from '../variables.ts'
import { assertOperates, type TaskChanges } from './task-changes.ts'
import type { TaskQueries } from './task-queries.ts'
import type { TaskFacts } from './task.store.ts'

type Deps = Pick<EngineRestDeps, 'definitions' | 'runtime' | 'tasks'> & { queries: TaskQueries; changes: TaskChanges }
export type Sent = Record<string, VariableDto> | null | undefined
export type By = { actor: Actor; language: Language }
export type Thrown = { what: 'error' | 'escalation'; code: string | null | undefined; message: string | null; variables: Sent }

/** Doing a task, and what people report instead. A task with a form of ours goes through the form, whatever call it comes by. */
export function createTaskCompletion({ definitions, runtime, tasks, queries, changes }: Deps) {
  async function complete(id: string, sent: Sent, { by, verb }: { by: By; verb: string }): Promise<TaskFacts> {
    const where = `Cannot ${verb} ${id}`
    const task = await queries.find(id, by.actor)
    if (task === undefined) throw engineFailure(`${where}: Cannot find task with id ${id}: task is null`, 'RestException')
    if (task.suspendedAt !== null) throw engineFailure(`${where}: task '${id}' is suspended`, 'RestException')
    if (task.delegationState === 'PENDING')
      throw engineFailure(`${where}: A delegated task cannot be completed, but should be resolved instead.`, 'RestException')
    await (task.formVersionId === null ? plainly(task, sent, { by, where }) : throughForm(task, sent, { by, where }))
    return task
  }

  async function throughForm({ id }: TaskFacts, sent: Sent, { by, where }: { by: By; where: string }): Promise<void> {
    const variables = variablesFrom(sent, where)
    const data = Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))
    await tasks.complete({ taskId: id, data, ...by })
  }

  async function plainly(task: TaskFacts, sent: Sent, { by: { actor }, where }: { by: By; where: string }): Promise<void> {
    assertWorks(actor, task)
    const variables = await checked(task, sent, where)
    await execute(task, {
      act: 'complete',
      actor,
      command: ({ executionId }) => ({
        kind: 'trigger',
        executionId,
        trigger: { kind: 'task', taskId: task.id, variables, outcome: null, opinion: null, submissionId: null, by: task.assignee, onBehalfOf: null },
      }),
      gone: () => engineFailure(`${where}: Cannot find task with id ${task.id}: task is null`, 'RestException'),
    })
  }

  async function checked(task: TaskFacts, sent: Sent, where: string): Promise<Record<string, unknown>> {
    const variables = variablesFrom(sent, where)
    assertWritable((await definitions.get(task.definitionId)).graph, Object.keys(variables))
    return retyped(variables)
  }

  type One = { act: string; actor: Actor; command(task: { executionId: string }): Command; gone(): AppError }

  /** On the state the command really runs on: somebody may have been faster since the task was read. */
  async function execute({ id, instanceId, assignee }: TaskFacts, { act, actor, command, gone }: One): Promise<void> {
    const make = (state: InstanceState): Command => {
      const open = state.tasks[id]
      if (open === undefined) throw gone()
      return command(open)
    }
    await runtime.execute({ target: { instanceId }, command: make, act, actor, guards: [{ task: id, assignee }] })
  }

  return {
    complete,
    /** Variables of the instance as they are now, also when it has ended with this task. */
    async variablesAfter({ instanceId }: TaskFacts): Promise<Record<string, VariableView>> {
      return toDtos((await runtime.load(instanceId))?.scopes[instanceId] ?? {})
    },
    /** Whoever got the task from its owner is done with it, and the owner has it again. */
    async resolve(id: string, sent: Sent, actor: Actor): Promise<void> {
      const task = await queries.existing(id, actor)
      assertWorks(actor, task)
      const variables = await checked(task, sent, `Cannot resolve task ${id}`)
      if (Object.keys(variables).length > 0)
        await runtime.execute({
          target: { instanceId: task.instanceId },
          command: () => ({ kind: 'set-variables', executionId: task.executionId, variables, local: false, remove: [] }),
          act: 'resolve',
          actor,
        })
      await changes.change(task, { assignee: task.owner ?? null, delegationState: 'RESOLVED' }, { act: 'resolve', actor })
    },
    /** @throws 404 for a task that is not there, 400 without a code: unlike completing one */
    async report(id: string, { what, code, message, variables: sent }: Thrown, actor: Actor): Promise<void> {
      const task = await queries.find(id, actor)
      if (!code) throw badRequest('RestException', `${what}Code is ${code === '' ? 'empty' : 'null'}`)
      if (task === undefined) throw unknown(id)
      assertWorks(actor, task)
      const variables = await checked(task, sent, `Cannot handle BPMN ${what} of task ${id}`)
      await execute(task, {
        act: `bpmn-${what}`,
        actor,
        command: ({ executionId }) => ({ kind: 'throw', executionId, what, thrown: { code, message, variables } }),
        gone: () => unknown(id),
      })
    },
  }
}

const unknown = (id: string) => notFound(`Cannot find task with id ${id}: task is null`, 'RestException')

/** Who has the task, or may take it, or keeps the installation running. */
function assertWorks(actor: Actor, { id, assignee, candidates, district }: TaskFacts): void {
  if (can(actor, 'operations', 'operate') || actsOn(actor, { assignee, candidates, tenant: district })) return
  assertOperates(actor, 'TASK_WORK', id)
}
