import { parentPort, workerData } from 'node:worker_threads'
import { evaluateDecision } from '../decisions/evaluate/evaluate-decision.ts'
import { computeFeel } from './compute-feel.ts'
import { createJavaScript } from './javascript.ts'
import type { DecisionOutcome } from '../decisions/evaluate/outcome.ts'
import { maxResultLength, type Task, type TaskAnswer, type WorkerMessage, type WorkerRequest } from './task.ts'

const javascript = createJavaScript({ memoryBytes: Number(workerData.memoryBytes) })
/** The first use of either language compiles it: that is not the time of whoever comes first. */
const ready = javascript.ready.then(() => {
  javascript.run({ kind: 'compute', language: 'javascript', source: '1', variables: {} }, 10_000)
  computeFeel({ kind: 'compute', language: 'feel', source: 'for i in 1..2 return string(date("2026-01-01"))', variables: {} })
})
const say = (message: WorkerMessage) => parentPort?.postMessage(message)

parentPort?.on('message', ({ task, deadlineMs }: WorkerRequest) => {
  void perform(task, deadlineMs).then(say)
})

async function perform(task: Task, deadlineMs: number): Promise<WorkerMessage> {
  await ready
  say({ kind: 'begun' })
  try {
    return { kind: 'done', ...answerOf(task, deadlineMs) }
  } catch (error) {
    return { kind: 'done', answer: { failure: error instanceof Error ? error.message : String(error) }, broken: true }
  }
}

function answerOf(task: Task, deadlineMs: number): { answer: TaskAnswer; broken: boolean } {
  if (task.kind === 'evaluate-decision') return { answer: notTooLarge(evaluateDecision(task)), broken: false }
  return task.language === 'feel' ? { answer: computeFeel(task), broken: false } : javascript.run(task, deadlineMs)
}

/** All that decisions keep for the history together, and their outputs. */
function notTooLarge(outcome: DecisionOutcome): DecisionOutcome {
  return JSON.stringify(outcome).length > maxResultLength * 2
    ? { failure: `what the decision read and gave is longer than ${maxResultLength * 2} characters` }
    : outcome
}
