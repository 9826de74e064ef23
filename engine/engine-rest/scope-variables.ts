import type { InstanceState, TypedValue, Variables } from '../execution/state.ts'
import { retyped } from '../execution/values.ts'
import { scopeChain, visibleVariables } from '../execution/visible-variables.ts'
import type { Actor } from '../identity/actor.ts'
import { execute } from './commanding.ts'
import type { EngineRestDeps } from './deps.ts'
import { engineFailure, notFound } from './errors.ts'
import { assertReadable, assertWritable } from './governed.ts'
import { toDto, toDtos, variablesFrom, type VariableDto } from './variables.ts'

/** The scope a path names: an execution, or an instance as its own outermost one. */
export type ScopeOf = {
  instanceId: string
  executionId: string
  definitionId: string
  /** `process instance`, `execution`: for sentences. */ kind: string
  local: boolean
}
type Deps = Pick<EngineRestDeps, 'runtime' | 'definitions'>

/** Reading and writing variables of one scope by hand. */
export function createScopeVariables({ runtime, definitions }: Deps) {
  async function read(of: ScopeOf, actor: Actor): Promise<Variables> {
    const { graph } = await definitions.get(of.definitionId)
    assertReadable(graph, actor)
    const state = await runtime.load(of.instanceId)
    if (state === undefined) return {}
    return of.local ? (state.scopes[of.executionId] ?? {}) : visibleVariables(state, of.executionId)
  }

  async function write(of: ScopeOf, change: { set: Record<string, VariableDto>; remove: string[] }, actor: Actor): Promise<void> {
    const { graph } = await definitions.get(of.definitionId)
    assertWritable(graph, [...Object.keys(change.set), ...change.remove])
    const variables = retyped(variablesFrom(change.set, `Cannot modify variables for ${of.kind} ${of.executionId}`))
    const command = (names: string[], values: Record<string, unknown>) => (state: InstanceState) => {
      if (state.executions[of.executionId] === undefined) throw gone(of)
      const executionId = of.local || names.length === 0 ? of.executionId : ownerOf(state, of, names[0] ?? '')
      return { kind: 'set-variables' as const, executionId, variables: values, local: of.local, remove: names }
    }
    const act = { instanceId: of.instanceId, act: 'set-variables', actor }
    if (of.local) return execute(runtime, { ...act, command: command(change.remove, variables) })
    if (Object.keys(variables).length > 0) await execute(runtime, { ...act, command: command([], variables) })
    for (const name of change.remove) await execute(runtime, { ...act, command: command([name], {}) })
  }

  async function one(of: ScopeOf, name: string, actor: Actor): Promise<TypedValue> {
    const found = (await read(of, actor))[name]
    if (found === undefined) throw notFound(`${of.kind} variable with name ${name} does not exist`)
    return found
  }

  return {
    all: async (of: ScopeOf, actor: Actor, options: { deserialize: boolean }) => toDtos(await read(of, actor), options),
    get: async (of: ScopeOf, name: string, actor: Actor, options: { deserialize: boolean }) => toDto(await one(of, name, actor), options),
    /** The bytes of a variable of type File or Bytes. */
    async data(of: ScopeOf, name: string, actor: Actor): Promise<{ content: Buffer; fileName: string; type: string }> {
      const { type, value, valueInfo = {} } = await one(of, name, actor)
      if (type !== 'File' && type !== 'Bytes') throw badValue(name)
      return {
        content: Buffer.from(typeof value === 'string' ? value : '', 'base64'),
        fileName: String(valueInfo['filename'] ?? name),
        type: String(valueInfo['mimetype'] ?? 'application/octet-stream'),
      }
    },
    change: write,
  }
}

export type ScopeVariables = ReturnType<typeof createScopeVariables>

/** The nearest scope outwards that holds the name. */
function ownerOf(state: InstanceState, { executionId }: ScopeOf, name: string): string {
  return scopeChain(state, executionId).find((id) => Object.hasOwn(state.scopes[id] ?? {}, name)) ?? executionId
}

const gone = ({ kind, executionId }: ScopeOf) =>
  engineFailure(`Cannot modify variables for ${kind} ${executionId}: execution ${executionId} doesn't exist: execution is null`)
const badValue = (name: string) => notFound(`Value of variable ${name} is not a binary value`)
