import type { Run } from '../run.ts'
import type { Operation } from '../operation.ts'
import { answerOperation } from './answer.operation.ts'
import { beginOperation } from './begin.operation.ts'
import { cancelTransactionOperation } from './cancel-transaction.operation.ts'
import { commandOperation } from './command.operation.ts'
import { compensateOperation } from './compensate.operation.ts'
import { deliverOperation } from './deliver.operation.ts'
import { endOperation } from './end.operation.ts'
import { enterOperation } from './enter.operation.ts'
import { failOperation } from './fail.operation.ts'
import { finishLoopOperation } from './finish-loop.operation.ts'
import { leaveOperation } from './leave.operation.ts'
import { lookOperation } from './look.operation.ts'
import { occurOperation } from './occur.operation.ts'
import { openScopeOperation } from './open-scope.operation.ts'
import { modifyOperation } from './modify.operation.ts'
import { recheckOperation } from './recheck.operation.ts'
import { resumeOperation } from './resume.operation.ts'
import { spawnOperation } from './spawn.operation.ts'
import { takeOperation } from './take.operation.ts'
import { terminateOperation } from './terminate.operation.ts'
import { throwOperation } from './throw.operation.ts'

type Perform = { [Name in Operation['op']]: (run: Run, operation: Extract<Operation, { op: Name }>) => Operation[] }

const table: Perform = {
  begin: beginOperation,
  enter: enterOperation,
  occur: occurOperation,
  leave: leaveOperation,
  take: takeOperation,
  end: endOperation,
  'open-scope': openScopeOperation,
  terminate: terminateOperation,
  spawn: spawnOperation,
  'finish-loop': finishLoopOperation,
  compensate: compensateOperation,
  'cancel-transaction': cancelTransactionOperation,
  resume: resumeOperation,
  throw: throwOperation,
  deliver: deliverOperation,
  answer: answerOperation,
  fail: failOperation,
  recheck: recheckOperation,
  modify: modifyOperation,
  command: commandOperation,
  look: lookOperation,
  ask: () => [],
}

/** Everything the agenda can do; each is one file. */
export const operations = table as Record<Operation['op'], (run: Run, operation: Operation) => Operation[]>
