import type { ComputeAnswer, ComputeNeed } from '../execution/need.ts'
import type { DecisionOutcome } from '../decisions/evaluate/outcome.ts'
import type { DecisionTask, Task, TaskAnswer } from './task.ts'
import { workerFile } from './worker-file.ts'
import { createWorkerSlot } from './worker-slot.ts'

export type ScriptHost = {
  /** Runs a script or an unbounded expression. Never rejects: whatever goes wrong is a `failure` in one sentence. */
  run(need: ComputeNeed, limit?: { deadlineMs?: number }): Promise<ComputeAnswer>
  /** Evaluates a decision of a compiled model with everything it requires. Never rejects. */
  evaluate(task: DecisionTask, limit?: { deadlineMs?: number }): Promise<DecisionOutcome>
  /** Ends all threads; what still waits gets a failure. */
  stop(): Promise<void>
}

export type ScriptHostOptions = {
  /** Threads: as many tasks run at once. Each is started when it is first needed. */
  workers?: number
  deadlineMs?: number
  /** What one run of JavaScript may allocate. */
  memoryBytes?: number
}

type Waiting = { task: Task; deadlineMs: number; answer(answer: TaskAnswer): void }

const decisionDeadlineMs = 1_000

/**
 * Runs what is not ours to run in this thread: scripts of models, and expressions and decisions whose cost their text does not bound. Each task has a
 * deadline and a limit of memory, and can neither reach the host nor the next task; the others do not notice when it fails.
 */
export function createScriptHost({ workers = 2, deadlineMs = 250, memoryBytes = 16 * 1_048_576 }: ScriptHostOptions = {}): ScriptHost {
  let file: Promise<string> | undefined
  const slotFile = async () => {
    file ??= workerFile('engine/scripts/script.worker.ts')
    // A failure to read it is not kept: the next task looks again.
    file.catch(() => (file = undefined))
    return file
  }
  const free = Array.from({ length: workers }, () => createWorkerSlot({ file: slotFile, memoryBytes }))
  const all = [...free]
  const waiting: Waiting[] = []
  let isStopped = false

  function next(): void {
    const job = waiting[0]
    const slot = job && free.pop()
    if (!job || !slot) return
    waiting.shift()
    const done = (answer: TaskAnswer) => {
      free.push(slot)
      job.answer(answer)
      next()
    }
    slot.run(job.task, job.deadlineMs).then(done, (error: Error) => done({ failure: `the script host failed: ${error.message}` }))
  }

  function ask(task: Task, limitMs: number): Promise<TaskAnswer> {
    if (isStopped) return Promise.resolve(stopped)
    return new Promise((answer) => {
      waiting.push({ task, deadlineMs: limitMs, answer })
      next()
    })
  }

  return {
    run: async (need, limit = {}) => asComputed(await ask(need, limit.deadlineMs ?? deadlineMs)),
    evaluate: async (task, limit = {}) => asDecided(await ask(task, limit.deadlineMs ?? decisionDeadlineMs)),
    async stop() {
      isStopped = true
      for (const job of waiting.splice(0)) job.answer(stopped)
      await Promise.all(all.map((slot) => slot.stop()))
    },
  }
}

const stopped = { failure: 'the script host is stopping' }

const asComputed = (answer: TaskAnswer): ComputeAnswer => ('decisions' in answer ? { failure: 'answered another question' } : answer)
const asDecided = (answer: TaskAnswer): DecisionOutcome => ('decisions' in answer || 'failure' in answer ? answer : { failure: 'answered another question' })
