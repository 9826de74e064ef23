import { Worker } from 'node:worker_threads'
import type { Task, TaskAnswer, WorkerData, WorkerMessage } from './task.ts'

/** Starting a thread and loading its code on a busy machine; only a worker that never comes up takes longer. */
const startMs = 20_000
/** The sandbox stops a script by itself at the deadline; the thread is only ended when it does not. */
const graceMs = 250

type Outcome = { answer: TaskAnswer; discard: boolean }

/** One worker thread that does one task at a time. A thread that crashed, hangs or can not be trusted any more is replaced at the next task. */
export function createWorkerSlot({ file, memoryBytes }: { file: () => Promise<string>; memoryBytes: number }) {
  let worker: Worker | undefined
  let isStopped = false

  async function run(task: Task, deadlineMs: number): Promise<TaskAnswer> {
    const path = await file()
    if (isStopped) return { failure: 'the script host is stopping' }
    const current = (worker ??= startWorker(path, memoryBytes))
    const { answer, discard } = await outcomeOf(current, task, deadlineMs)
    if (discard) await end()
    return answer
  }

  async function end(): Promise<void> {
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }

  async function stop(): Promise<void> {
    isStopped = true
    await end()
  }

  return { run, stop }
}

function startWorker(file: string, memoryBytes: number): Worker {
  const workerData: WorkerData = { memoryBytes }
  const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 }
  const worker = new Worker(file, { workerData, resourceLimits, env: {}, argv: [], stdout: true, stderr: true })
  worker.setMaxListeners(0)
  // Whoever waits hears of it by a listener of his own; without this one a crash between two tasks would end the process.
  worker.on('error', () => undefined)
  worker.unref()
  return worker
}

/** Waits for the answer, the deadline or the end of the thread, whichever comes first. Never rejects: a failure is an answer. */
function outcomeOf(worker: Worker, task: Task, deadlineMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearTimeout(timer)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      resolve(outcome)
    }
    const fail = (failure: string) => finish({ answer: { failure }, discard: true })
    // An answer that came while this thread was busy is still taken: it is read between a timer and what follows it.
    const onLate = () => void setImmediate(() => fail(`took longer than ${deadlineMs} ms`))
    const onExit = () => fail('the script host ended')
    const onError = (error: Error) => fail(failureOf(error))
    const onMessage = (message: WorkerMessage) => {
      if (message.kind === 'done') return finish({ answer: message.answer, discard: message.broken })
      clearTimeout(timer)
      timer = setTimeout(onLate, hasOwnDeadline(task) ? deadlineMs + graceMs : deadlineMs)
    }
    let timer = setTimeout(onLate, startMs)
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    send(worker, { task, deadlineMs }, fail)
  })
}

function send(worker: Worker, request: object, fail: (sentence: string) => void): void {
  try {
    worker.postMessage(request)
  } catch (error) {
    fail(`the variables are no plain data: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const hasOwnDeadline = (task: Task): boolean => task.kind === 'compute' && task.language === 'javascript'

function failureOf(error: Error): string {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'took more memory than is allowed' : `the script host failed: ${error.message}`
}
