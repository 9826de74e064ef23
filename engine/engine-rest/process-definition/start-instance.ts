import { z } from 'zod'
import type { Definition } from '../../definitions/definitions.ts'
import type { Instruction } from '../../execution/trigger.ts'
import { retyped } from '../../execution/values.ts'
import type { Variables } from '../../execution/state.ts'
import { can } from '../../identity/access.ts'
import type { Actor } from '../../identity/actor.ts'
import { appError } from '../../errors.ts'
import { newInstance } from '../../instances/new-instance.ts'
import type { EngineRestDeps } from '../deps.ts'
import { engineFailure, invalidRequest } from '../errors.ts'
import type { Language } from '../language.ts'
import { instruction, instructionsFrom } from '../process-instance/modification.ts'
import { variablesBody, variablesFrom } from '../variables.ts'

export const startBody = z.looseObject({
  variables: variablesBody,
  businessKey: z.string().nullish(),
  caseInstanceId: z.string().nullish(),
  startInstructions: z.array(instruction).nullish(),
  withVariablesInReturn: z.boolean().nullish(),
  skipCustomListeners: z.boolean().nullish(),
  skipIoMappings: z.boolean().nullish(),
})
export type StartBody = z.output<typeof startBody>
export type By = { actor: Actor; language: Language }

type Deps = Pick<EngineRestDeps, 'engine' | 'runtime' | 'definitions' | 'starts'>

/**
 * Starts an instance of a definition. One whose start has a form goes through the form, whatever call it comes by: what was sent are
 * its fields. @returns the id of the instance
 */
export function createStartInstance(deps: Deps) {
  return async function start(definitionId: string, body: StartBody, { actor, language }: By): Promise<string> {
    const definition = await deps.definitions.get(definitionId)
    const where = `Cannot instantiate process definition ${definitionId}`
    const variables = variablesFrom(body.variables, where)
    const node = startNode(definition)
    if (definition.suspendedAt !== null) throw engineFailure(`${where}: Process definition with id '${definitionId}' is suspended`, 'ProcessEngineException')
    if (node?.form) return throughForm(deps, definition, { variables, actor, language })
    assertMayStart(definition, actor)
    const instructions = instructionsFrom({ instructions: body.startInstructions }, { id: definitionId, graph: definition.graph, executions: [] })
    if (instructions.length === 0 && !startsByHand(definition)) throw engineFailure(`${where}: Process definition has no default start activity`)
    return begin(deps, definition, { instructions, variables, businessKey: businessKeyOf(body), actor })
  }
}

async function throughForm(deps: Deps, definition: Definition, { variables, actor, language }: By & { variables: Variables }): Promise<string> {
  const current = await deps.definitions.resolve(definition.key, actor.district)
  if (current.id !== definition.id) throw appError('variable.governed', { name: definition.key })
  const data = Object.fromEntries(Object.entries(variables).map(([name, { value }]) => [name, value]))
  return (await deps.starts.start({ key: definition.key, data, actor, language })).instanceId
}

type Begin = { instructions: Instruction[]; variables: Variables; businessKey: string | null; actor: Actor }

async function begin({ engine, runtime }: Deps, definition: Definition, { instructions, variables, businessKey, actor }: Begin): Promise<string> {
  const blank = newInstance({ id: engine.newId(), definition, tenant: actor.district, initiator: actor.userId, now: engine.clock.now() })
  const start = { ...blank, businessKey }
  const { instanceId } = await runtime.execute({
    target: { start },
    command: () => ({ kind: 'start', nodeId: null, variables: retyped(variables), instructions }),
    act: 'start',
    actor,
  })
  return instanceId
}

/** Who keeps the installation running may start everything by hand; others what the model lets their role start. */
function assertMayStart({ graph, key, name }: Definition, actor: Actor): void {
  if (!can(actor, 'operations', 'operate') && !graph.starterGroups.includes(actor.role)) throw appError('process.not_startable', { key, name })
}

function startNode({ graph }: Definition) {
  return (graph.nodes[graph.key]?.starts ?? []).map((id) => graph.nodes[id]).find((node) => node?.kind === 'startEvent:none')
}

/** Without any start event whatever no flow leads to begins (BPMN 2.0, 13.2). */
function startsByHand({ graph }: Definition): boolean {
  const events = (graph.nodes[graph.key]?.starts ?? []).flatMap((id) => graph.nodes[id] ?? []).filter(({ type }) => type === 'startEvent')
  return events.length === 0 || events.some(({ kind }) => kind === 'startEvent:none')
}

function businessKeyOf({ businessKey }: StartBody): string | null {
  if (businessKey === undefined || businessKey === null) return null
  if (businessKey.length > 100) throw invalidRequest('businessKey may have 100 characters')
  return businessKey
}
