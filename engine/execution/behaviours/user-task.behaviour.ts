import type { Behaviour, Visit } from '../behaviour.ts'
import { asText } from '../../bpmn/expressions/juel-values.ts'
import type { Expression } from '../../bpmn/expressions/expression.ts'
import type { UserTaskSettings } from '../../bpmn/graph.ts'
import { ask, fail, leave, type Operation } from '../operation.ts'
import type { TaskAnswer, TaskNeed } from '../need.ts'
import { notifyTask } from '../notify.ts'
import type { TaskRow } from '../state.ts'
import { armTimeouts, timeout } from '../task-timeouts.ts'

/** Waits for a person. Who that is, which form version and until when is asked once, when the task is created, and kept. */
export const userTask: Behaviour = {
  enter(visit) {
    return [ask(visit.execution.id, taskNeed(visit, visit.node.user ?? blank))]
  },
  answer(visit, answer) {
    return createTask(visit, answer as TaskAnswer)
  },
  resume(visit, trigger) {
    if (trigger.kind === 'timer') return timeout(visit, trigger)
    if (trigger.kind !== 'task') return []
    const { rows, execution, env } = visit
    const task = rows.get('tasks', trigger.taskId)
    if (!task) return []
    rows.setVariables(execution.id, trigger.local ?? {}, { local: true })
    rows.setVariables(execution.id, trigger.variables)
    notifyTask(visit, task, 'complete')
    rows.remove('tasks', task.id)
    const { candidates: _, ...open } = task
    const { outcome, opinion, onBehalfOf, submissionId, by } = trigger
    rows.addTaskHistory({ ...open, assignee: by, endedAt: env.now, state: 'completed', outcome, opinion, onBehalfOf, submissionId })
    rows.updateExecution(execution.id, { data: { ...rows.execution(execution.id).data, taskId: task.id } })
    return [leave(execution.id)]
  },
}

const blank: UserTaskSettings = {
  assign: [],
  onEmpty: 'parentUnit',
  assignee: null,
  candidateUsers: null,
  candidateGroups: null,
  dueDate: null,
  followUpDate: null,
  priority: null,
  due: null,
  fields: {},
  actions: [],
  phase: null,
  formKey: null,
  formFields: [],
}

function taskNeed(visit: Visit, user: UserTaskSettings): TaskNeed {
  const { node, execution, rows } = visit
  const { tenant, initiator, enterpriseId, villageId, townshipId, departmentId } = rows.instance
  return {
    kind: 'task',
    nodeId: node.id,
    executionId: execution.id,
    assign: user.assign.map((rule) => (rule.startsWith('field:') ? `user:${asText(fieldValue(visit, rule.slice(6)))}` : rule)),
    onEmpty: user.onEmpty,
    assignee: textOf(visit, user.assignee),
    candidateUsers: listOf(visit, user.candidateUsers),
    candidateGroups: listOf(visit, user.candidateGroups),
    form: node.form,
    due: dueOf(visit, user),
    caseOf: { tenant, initiator, enterpriseId, villageId, townshipId, departmentId },
  }
}

function createTask(visit: Visit, answer: TaskAnswer): Operation[] {
  const { node, execution, rows } = visit
  if (answer.incident !== null) return [fail(execution.id, 'assignment', answer.incident)]
  const task = newTask(visit, answer)
  rows.put('tasks', task.id, task)
  rows.updateExecution(execution.id, { waits: true })
  if (node.user?.phase) rows.updateInstance({ phase: node.user.phase })
  notifyTask(visit, task, 'create')
  if (task.assignee !== null) notifyTask(visit, task, 'assignment')
  armTimeouts(visit)
  return []
}

function newTask(visit: Visit, { assignee, candidates, formVersionId, dueAt }: TaskAnswer): TaskRow {
  const { node, execution, rows, env } = visit
  const { id: instanceId, definitionId, definitionKey: processKey, tenant, subject, businessKey } = rows.instance
  const user = node.user ?? blank
  return {
    id: env.newId(),
    ...{ instanceId, executionId: execution.id, nodeId: node.id, name: node.name || node.id, definitionId, processKey, processName: env.processName },
    ...{ tenant, subject, businessKey, assignee, candidates, formVersionId, dueAt },
    formKey: node.form?.key ?? textOf(visit, user.formKey),
    priority: priorityOf(visit),
    followUpAt: textOf(visit, user.followUpDate),
    description: node.documentation || null,
    createdAt: env.now,
  }
}

/** `field:` names a variable with a day or an instant; other specifications are resolved by the working calendar outside. */
function dueOf(visit: Visit, user: UserTaskSettings): string | null {
  if (user.due === null) return textOf(visit, user.dueDate)
  if (!user.due.startsWith('field:')) return user.due
  const value = fieldValue(visit, user.due.slice(6))
  return typeof value === 'string' && value !== '' ? value : null
}

/** `field:handler.id`: a variable, or what is inside it. */
function fieldValue({ rows, execution }: Visit, path: string): unknown {
  const [name = '', ...inside] = path.split('.')
  return inside.reduce(
    (value: unknown, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    rows.variable(execution.id, name)?.value,
  )
}

function textOf({ evaluate }: Visit, expression: Expression | null): string | null {
  const value = expression ? evaluate(expression) : null
  return value === null || value === undefined || value === '' ? null : asText(value)
}

function listOf({ evaluate }: Visit, expression: Expression | null): string[] {
  const value = expression ? evaluate(expression) : []
  const items = Array.isArray(value) ? value.map(asText) : asText(value).split(',')
  return items.map((item) => item.trim()).filter(Boolean)
}

function priorityOf(visit: Visit): number {
  const priority = Number(textOf(visit, visit.node.user?.priority ?? null) ?? 50)
  return Number.isFinite(priority) ? Math.trunc(priority) : 50
}
