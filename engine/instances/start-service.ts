import type { Definition } from '../definitions/definitions.ts'
import { appError } from '../errors.ts'
import type { Actor } from '../identity/actor.ts'
import type { FormVersion, Language, Submission } from '../module.ts'
import type { Claim } from '../runtime/execution.ts'
import { variablesFrom } from '../tasks/form-data.ts'
import { evidenceOf, processForm } from '../tasks/submit-form.ts'
import type { TaskDeps } from '../tasks/task-deps.ts'
import type { StartAnswer, StartFormView, StartableProcess } from '../tasks/tasks.api.ts'
import { newInstance } from './new-instance.ts'

export type Start = { key: string; data: Record<string, unknown>; actor: Actor; language: Language; claim?: Claim | undefined }

/** Starting processes: who may, with which form, and doing it. */
export function createStartService(deps: TaskDeps) {
  const { engine, definitions, runtime } = deps

  async function startable(actor: Actor): Promise<StartableProcess[]> {
    const all = await definitions.listFor(actor.district)
    const own = all.filter((definition) => mayStart(definition, actor))
    const sorted = own.toSorted((left, right) => left.name.localeCompare(right.name, 'zh-CN-u-co-pinyin'))
    return sorted.map((definition) => ({ key: definition.key, name: definition.name, form: startNode(definition)?.form?.key ?? null }))
  }

  /** @throws AppError process.unknown, process.not_startable, form.unknown */
  async function startForm(actor: Actor, key: string): Promise<StartFormView> {
    const { form } = await allowed(actor, key)
    if (!form) throw appError('form.unknown', { process: key })
    return { form, data: {}, fields: engine.forms.fieldAccess(form, {}) }
  }

  async function allowed(actor: Actor, key: string): Promise<{ definition: Definition; form: FormVersion | undefined }> {
    const definition = await definitions.resolve(key, actor.district)
    if (!mayStart(definition, actor)) throw appError('process.not_startable', { key, name: definition.name })
    const reference = startNode(definition)?.form
    if (!reference) return { definition, form: undefined }
    const form = await engine.forms.resolve(reference.key, actor.district, reference.version)
    if (!form) throw appError('form.unknown', { key: reference.key, process: key })
    return { definition, form }
  }

  /**
   * Starts a case: form checked, evidence kept, first step done, all in one flush.
   * @throws AppError process.unknown, process.not_startable, form.invalid, idempotency.mismatch, and what a handler refuses
   */
  function start(request: Start): Promise<StartAnswer> {
    return runtime.answer(request, () => startNow(request))
  }

  async function startNow({ key, data, actor, language, claim }: Start): Promise<StartAnswer> {
    const { definition, form } = await allowed(actor, key)
    const checked = form ? await processForm(deps, { form, data, actor, language, prior: {}, context: {}, access: {} }) : { data, fileIds: [] }
    const id = engine.newId()
    const submission: Submission = { id: engine.newId(), formKey: form?.key ?? '', formVersionId: form?.id ?? '', data: checked.data, opinion: null }
    const instance = newInstance({ id, definition, tenant: actor.district, initiator: actor.userId, now: engine.clock.now() })
    const variables = variablesFrom(checked.data, definition.graph)
    return runtime.execute({
      target: { start: instance },
      command: () => ({ kind: 'start', nodeId: startNode(definition)?.id ?? null, variables }),
      act: 'start',
      actor,
      submission,
      evidence: await evidenceOf(deps, { submission, checked: { ...checked, form, prior: {} }, instanceId: id, taskId: null, actor, district: actor.district }),
      claim,
    })
  }

  return { startable, startForm, start, allowed }
}

export type StartService = ReturnType<typeof createStartService>

function startNode({ graph }: Pick<Definition, 'graph'>) {
  return (graph.nodes[graph.key]?.starts ?? []).map((id) => graph.nodes[id]).find((node) => node?.kind === 'startEvent:none')
}

/** Without candidateStarterGroups nobody starts it by hand: a timer or another process does. */
function mayStart({ graph, suspendedAt }: Definition, actor: Actor): boolean {
  return suspendedAt === null && graph.starterGroups.includes(actor.role) && startNode({ graph }) !== undefined
}
