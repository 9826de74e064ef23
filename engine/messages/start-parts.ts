import { addMs } from '../clock.ts'
import { fromJson, toJson } from '../db/json.ts'
import { inTransaction } from '../db/transaction.ts'
import { AppError, appError } from '../errors.ts'
import type { JobRow, TypedValue } from '../execution/state.ts'
import { retyped, typed } from '../execution/values.ts'
import type { Db } from '../module.ts'
import { startAtEvent, type EventStart, type StartDeps, type With } from './receive.ts'

/** After this long a part looks for the others once more, for the case that its node was killed right after it was heard. */
const lookAgainMs = 30_000
const never = '9999-12-31T23:59:59.999Z'

type Part = Pick<JobRow, 'id' | 'definitionId' | 'nodeId' | 'tenant'> & { fence: number; data: PartData }
type PartData = { index: number; businessKey: string | null; variables: Record<string, TypedValue> }

/**
 * One of the triggers of a start event that needs all of them (`parallelMultiple`; BPMN 2.0, 10.5.2: the process is instantiated when
 * all have occurred). It is kept as a job; the last of them starts the instance, which uses them up in the same flush. A trigger with
 * a business key, or of a district, goes with those of the same and with those of none; of several of a kind the first heard goes first.
 * @returns whether an instance has started
 */
export async function hearStartPart(deps: StartDeps, start: EventStart, context: With): Promise<boolean> {
  const { db, clock, newId } = deps
  const { definitionId, nodeId, tenant, index = 0, businessKey } = start
  const variables = Object.fromEntries(Object.entries(start.variables).map(([name, value]) => [name, typed(value)]))
  const place = { instanceId: null, executionId: null, definitionId, nodeId, tenant, topic: null }
  const part = { ...place, id: newId(), kind: 'start-part', retries: 3, priority: 0, dueAt: addMs(clock.now(), lookAgainMs), createdAt: clock.now(), fence: 0 }
  await inTransaction(db, async (trx) => {
    await replaceCause(trx, context)
    await trx('job').insert({ ...part, data: toJson({ index, businessKey, variables }) })
  })
  return joinStartParts(deps, start, { act: context.act, actor: context.actor }, start.instanceId)
}

/** What the trigger came with goes in the same transaction, if it is still ours. */
async function replaceCause(trx: Db, { guards = [], extraJobs = { put: [], remove: [] } }: With): Promise<void> {
  for (const guard of guards) {
    const held = 'job' in guard && (await trx('job').where({ id: guard.job, fence: guard.fence }).delete()) === 1
    if (!held) throw appError('instance.busy', {})
  }
  for (const row of extraJobs.put) await trx('job').insert({ ...row, data: toJson(row.data), fence: 0 })
}

/** Starts the instance if all triggers are there. Whoever uses them up first wins; another that tried the same finds them gone. */
export async function joinStartParts(
  deps: StartDeps,
  { definitionId, nodeId }: Pick<EventStart, 'definitionId' | 'nodeId'>,
  context: With,
  instanceId: string = deps.newId(),
): Promise<boolean> {
  const { graph } = await deps.definitions.get(definitionId)
  const heard = await partsOf(deps.db, { definitionId, nodeId })
  const parts = oneOfEach(heard, graph.nodes[nodeId]?.events.length ?? 0)
  if (!parts) return restAll(deps.db, heard)
  const variables = Object.assign({}, ...parts.map(({ data }) => retyped(data.variables)))
  const businessKey = parts.map(({ data }) => data.businessKey).find((key) => key !== null) ?? null
  const tenant = parts.map((part) => part.tenant).find((each) => each !== '') ?? ''
  const usedUp = { guards: parts.map(({ id, fence }) => ({ job: id, fence })), extraJobs: { put: [], remove: parts.map(({ id }) => id) } }
  try {
    await startAtEvent(deps, { instanceId, definitionId, nodeId, tenant, businessKey, variables }, { ...context, ...usedUp })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'instance.busy') return false
    throw error
  }
}

async function partsOf(db: Db, place: Pick<EventStart, 'definitionId' | 'nodeId'>): Promise<Part[]> {
  const rows: Part[] = await db('job')
    .where({ kind: 'start-part', ...place })
    .orderBy(['createdAt', 'id'])
  return rows.map((row) => ({ ...row, data: fromJson(row.data) }))
}

/** In the order in which they were heard. Who says more about what it is for is served first. */
function oneOfEach(heard: Part[], count: number): Part[] | undefined {
  const wanted = [...heard].sort((left, right) => saying(right) - saying(left))
  for (const { tenant, data } of wanted) {
    const fits = heard.filter((part) => isOf(part.tenant, tenant, '') && isOf(part.data.businessKey, data.businessKey, null))
    const chosen = Array.from({ length: count }, (_, index) => fits.find((part) => part.data.index === index)).filter((part) => part !== undefined)
    if (chosen.length === count) return heard.filter((part) => chosen.includes(part))
  }
  return undefined
}

const saying = ({ tenant, data }: Part) => Number(tenant !== '') + Number(data.businessKey !== null)
const isOf = <T>(own: T, wanted: T, anybodys: T) => own === wanted || own === anybodys

/** Nothing is due for them until another is heard. */
async function restAll(db: Db, heard: Part[]): Promise<false> {
  for (const { id, fence } of heard) await db('job').where({ id, fence }).update({ dueAt: never, leaseOwner: null, leaseUntil: null })
  return false
}
