import type { HandlerAnswer, HandlerNeed } from '../execution/need.ts'
import type { InstanceRow } from '../execution/state.ts'
import { appError } from '../errors.ts'
import type { Actor, Engine, Handler, HandlerInput, HandlerResult, Submission } from '../module.ts'
import { lookUp, type Within } from './lookup.ts'

/** What a handler is told about the step it is part of. */
export type StepContext = { submission: Submission | null; actor: Actor | null; now: string }

/** A handler of kind transactional was reached outside a transaction: the step must run again inside one. */
export class NeedsTransaction extends Error {}

/** Characters of a variable as JSON. */
const variableLimit = 1_048_576

export type Handlers = ReturnType<typeof createHandlers>

/** The registered handlers by name, and how each kind is run. */
export function createHandlers({ handlers, tables, engine, newId }: { handlers: Handler[]; tables: ReadonlySet<string>; engine(): Engine; newId(): string }) {
  const byName = new Map(handlers.map((handler) => [handler.name, handler]))

  /** Answers a need: the handler's result, `later` for job handlers, or NeedsTransaction. */
  async function answer(need: HandlerNeed, instance: InstanceRow, step: StepContext, within?: Within): Promise<HandlerAnswer | 'later' | NeedsTransaction> {
    const handler = byName.get(need.name)
    if (!handler) throw appError('handler.failed', { handler: need.name, reason: 'unknown' })
    const input = inputOf(need, instance, step)
    if (handler.kind === 'job') return 'later'
    if (handler.kind === 'transactional') return within ? checked(await handler.run(input, within.trx)) : new NeedsTransaction(need.name)
    const { read } = handler
    const facts = read ? await lookUp(within, [need.nodeId, need.variables], () => read(input, engine())) : {}
    return checked(handler.apply({ ...input, facts, newId }))
  }

  /** Runs a job handler outside any transaction. The job's id is its idempotency key. */
  async function runJob(need: HandlerNeed, instance: InstanceRow, now: string, job: { id: string; signal: AbortSignal }): Promise<HandlerAnswer> {
    const handler = byName.get(need.name)
    if (handler?.kind !== 'job') throw appError('handler.failed', { handler: need.name, reason: 'unknown' })
    return checked(await handler.run({ ...inputOf(need, instance, { submission: null, actor: null, now }), idempotencyKey: job.id, signal: job.signal }))
  }

  /** Rows may only go to tables that a module has declared, and a variable stays under 1 MB. */
  function checked({ rows = [], variables = {}, case: facts = {}, bpmnError }: HandlerResult): HandlerAnswer {
    const foreign = rows.find((row) => !tables.has(row.table))
    if (foreign) throw appError('handler.failed', { table: foreign.table, reason: 'table is not declared' })
    const large = Object.entries(variables).find(([, value]) => (JSON.stringify(value) ?? '').length > variableLimit)
    if (large) throw appError('variable.too_large', { name: large[0], limit: variableLimit })
    return { rows, variables, case: facts, ...(bpmnError && { bpmnError }) }
  }

  return { names: new Set(byName.keys()), answer, runJob }
}

function inputOf(need: HandlerNeed, instance: InstanceRow, { submission, actor, now }: StepContext): HandlerInput {
  return {
    instanceId: instance.id,
    processKey: instance.definitionKey,
    nodeId: need.nodeId,
    ...(need.event !== undefined && { event: need.event }),
    district: instance.tenant,
    businessKey: instance.businessKey,
    variables: need.variables,
    submission,
    actor,
    now,
  }
}
