import variant from '@jitl/quickjs-wasmfile-release-sync'
import { newQuickJSWASMModuleFromVariant, newVariant, Scope, type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten-core'
import { z } from 'zod'
import type { ComputeAnswer, ComputeNeed } from '../execution/need.ts'
import { maxResultDepth, maxResultLength } from './task.ts'
import { sandbox } from './sandbox.ts'

const maxStackBytes = 128 * 1024
const pageBytes = 65_536
/** What this build of the interpreter starts with. */
const leastPages = 256
/** The interpreter's memory is never given back and falls into pieces: a thread that has run so many scripts is replaced. */
const maxRuns = 1_000

type Run = { answer: ComputeAnswer; broken: boolean }

/**
 * JavaScript in QuickJS, an interpreter compiled to WebAssembly: a script sees what sandbox.ts gives it and no object of the host. Each run has a runtime
 * and a context of its own. The memory of the whole interpreter is what is limited: it does not count by itself what a script takes.
 * `broken`: the interpreter gave up in a way that leaves its memory in doubt, or has run often enough; the thread must be replaced.
 */
export function createJavaScript({ memoryBytes }: { memoryBytes: number }) {
  const wasmMemory = new WebAssembly.Memory({ initial: leastPages, maximum: Math.max(leastPages, Math.ceil(memoryBytes / pageBytes)) })
  let module: QuickJSWASMModule | undefined
  let runs = 0
  const ready = newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory })).then((loaded) => void (module = loaded))

  function run(need: ComputeNeed, deadlineMs: number): Run {
    if (!module) throw new Error('not ready')
    let answer: ComputeAnswer = { failure: unknownFailure }
    try {
      const runtime = module.newRuntime({ maxStackSizeBytes: maxStackBytes })
      const until = performance.now() + deadlineMs
      const isLate = () => performance.now() > until
      runtime.setInterruptHandler(isLate)
      const context = runtime.newContext()
      answer = answerIn(context, need)
      if ('failure' in answer && isLate()) answer = { failure: `took longer than ${deadlineMs} ms` }
      context.dispose()
      runtime.dispose()
      return { answer, broken: ++runs >= maxRuns || ('failure' in answer && answer.failure === tooMuchMemory) }
    } catch (error) {
      return { answer: 'failure' in answer ? { failure: failureOf(error, answer.failure) } : answer, broken: true }
    }
  }

  return { ready, run }
}

const tooMuchMemory = 'took more memory than is allowed'
const unknownFailure = 'failed'

/** The script's own failure says more than the trouble of cleaning up after it. */
function failureOf(error: unknown, known: string): string {
  if (known !== unknownFailure) return known
  return error instanceof RangeError ? 'nested too deeply' : 'the script broke the interpreter'
}

function answerIn(context: QuickJSContext, { source, variables }: ComputeNeed): ComputeAnswer {
  return Scope.withScope((scope) => {
    const prepare = scope.manage(context.unwrapResult(context.evalCode(sandbox, 'sandbox.js', { type: 'global', strict: true })))
    const input = scope.manage(context.newString(JSON.stringify(variables)))
    const kit = scope.manage(context.unwrapResult(context.callFunction(prepare, context.undefined, input)))
    const outcome = context.evalCode(source, 'script.js', { type: 'global' })
    if (outcome.error && isOutOfMemory(context, outcome.error)) return outOfMemory(outcome.error)
    const [method, value] = outcome.error ? (['describe', scope.manage(outcome.error)] as const) : (['finish', scope.manage(outcome.value)] as const)
    if (method === 'finish' && isPromise(context, scope, value)) return { failure: 'the result is a promise, which is no data' }
    return told(context, scope, { method: scope.manage(context.getProp(kit, method)), value })
  })
}

/** Nothing would ever settle it: no task of the interpreter's own queue is run. */
function isPromise(context: QuickJSContext, scope: Scope, value: QuickJSHandle): boolean {
  const state = context.getPromiseState(value)
  if (state.type === 'fulfilled') {
    if (state.notAPromise) return false
    scope.manage(state.value)
  }
  if (state.type === 'rejected') scope.manage(state.error)
  return true
}

/** Asks the sandbox to put the outcome into JSON; only text ever crosses the border. */
function told(context: QuickJSContext, scope: Scope, { method, value }: { method: QuickJSHandle; value: QuickJSHandle }): ComputeAnswer {
  const said = context.callFunction(method, context.undefined, value)
  if (said.error) {
    scope.manage(said.error)
    return { failure: isOutOfMemory(context, said.error) ? tooMuchMemory : 'failed with an error that can not be read' }
  }
  const text = context.getString(scope.manage(said.value))
  if (text.length > maxResultLength * 4) return { failure: `what it gives is longer than ${maxResultLength} characters` }
  if (depthOf(text) > maxResultDepth) return { failure: `what it gives is nested more than ${maxResultDepth} deep` }
  return answer.safeParse(JSON.parse(text)).data ?? { failure: 'what it gives is no data' }
}

function outOfMemory(error: QuickJSHandle): ComputeAnswer {
  error.dispose()
  return { failure: tooMuchMemory }
}

/** Only the interpreter's own error counts, and it is told by its name: asking it for anything may take memory again. */
function isOutOfMemory(context: QuickJSContext, value: QuickJSHandle): boolean {
  if (context.typeof(value) !== 'object') return false
  const message = context.getProp(value, 'message')
  const isIt = context.typeof(message) === 'string' && context.getString(message) === 'out of memory'
  message.dispose()
  return isIt
}

/** How deep JSON text is nested, found without walking into it. */
function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (const char of json.replace(/"(?:[^"\\]|\\.)*"/g, '')) {
    if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}

/** A script can make its outcome's text another one, by a `toJSON` on everything; it then has another outcome, but never another shape. */
const answer = z.union([
  z.object({ failure: z.string() }),
  z.object({ bpmnError: z.object({ code: z.string().min(1), message: z.string() }) }),
  z.object({ result: z.unknown(), variables: z.array(z.object({ name: z.string().min(1), value: z.unknown(), local: z.boolean() })) }),
])
