/**
 * The SPI: the engine's only public door for forms/, processes/ and plugins/. Everything an outside folder may see is
 * exported here (contracts of paths and shapes are in the `*.api.ts` files beside each slice).
 */
import type { Knex } from 'knex'
import type { z } from 'zod'
import type { FieldAccess } from './bpmn/graph.ts'
import type { ModuleRow } from './execution/changes.ts'
import type { Actor, Level } from './identity/actor.ts'
import type { Route } from './http/route.ts'

export { AppError, defineErrors } from './errors.ts'
export { defineRoute, operate, view, type Reply, type Route, type RouteRequest } from './http/route.ts'
export { can, inScope, scopeFilter, type ScopeColumns } from './identity/access.ts'
export type { Actor, Level } from './identity/actor.ts'
export type { FieldAccess } from './bpmn/graph.ts'
export type { ModuleRow } from './execution/changes.ts'
export { countCap, decodeCursor, page, pageQuery, type Page } from './http/paging.ts'
export { fromJson } from './db/json.ts'

export type Db = Knex | Knex.Transaction
export type Language = 'zh-CN' | 'en'

/** What a module brings. All parts are optional but the name; the name is also its table prefix and migration scope. */
export type Module = {
  name: string
  /** Rows of the role matrix this module adds. Keys are stable; titles are shown. */
  permissions?: { key: string; title: Record<Language, string> }[]
  migrations?: Migration[]
  /** Tables that the flush may write on behalf of this module's apply handlers. */
  tables?: TableSpec[]
  /** Sentences by error code, with {placeholders} from the error's data. */
  locales?: Record<Language, Record<string, string>>
  /** Folders relative to the module's own, deployed at start when their content changed. */
  directories?: { bpmn?: string; dmn?: string; forms?: string }
  handlers?: Handler[]
  routes?(engine: Engine): Route[]
  settings?: SettingSpec[]
  statistics?: Statistic[]
  /** How tasks and instance pages show the case behind an instance, by process key. */
  cases?: Record<string, CaseSource>
  /** The forms runtime announces itself here; exactly one module does. */
  forms?(engine: Engine): FormsPort
  /** Writes the demo through the same commands as real use. Called once, on an empty database with DEMO on. */
  seed?(engine: Engine): Promise<void>
}

export type Migration = { name: string; up(db: Knex): Promise<void>; down(db: Knex): Promise<void> }

/** `json` columns are stored as JSON text or jsonb; `key` is the primary key column (default `id`). */
export type TableSpec = { name: string; json?: string[] }

/** @example export default defineModule({ name: 'hazard', directories: { bpmn: 'bpmn' }, handlers: [registerHazard] }) */
export function defineModule(module: Module): Module {
  return module
}

/**
 * A service task names it in camunda:delegateExpression="${name}" (or camunda:class).
 * - apply: exactly once. `read` may look things up before (no locks); `apply` is pure and returns rows that are flushed with the token.
 * - transactional: exactly once. Runs in the token's transaction with arbitrary queries.
 * - job: at least once, outside any transaction; use `idempotencyKey` towards the other side.
 */
export type Handler = ApplyHandler | TransactionalHandler | JobHandler

export type HandlerInput = {
  instanceId: string
  processKey: string
  nodeId: string
  /** Listeners only: what they hear of: `start`, `end`, `take`; of tasks `create`, `assignment`, `complete`, `update`, `delete`, `timeout`. */
  event?: string
  district: string
  businessKey: string | null
  /** Plain values of the variables the node sees. */
  variables: Record<string, unknown>
  /** What was filled in in this very step; null when the step began with a timer or message. */
  submission: Submission | null
  actor: Actor | null
  now: string
}

export type Submission = { id: string; formKey: string; formVersionId: string; data: Record<string, unknown>; opinion: string | null }

export type ApplyHandler = {
  kind: 'apply'
  name: string
  read?(input: HandlerInput, engine: Engine): Promise<Record<string, unknown>>
  apply(input: HandlerInput & { facts: Record<string, unknown>; newId: () => string }): HandlerResult
}
export type TransactionalHandler = { kind: 'transactional'; name: string; run(input: HandlerInput, trx: Knex.Transaction): Promise<HandlerResult> }
export type JobHandler = { kind: 'job'; name: string; run(input: HandlerInput & { idempotencyKey: string; signal: AbortSignal }): Promise<HandlerResult> }

export type HandlerResult = {
  rows?: ModuleRow[]
  variables?: Record<string, unknown>
  /** Facts about the case that lists, inbox and access use. Only given keys change. */
  case?: Partial<CaseFacts>
  /** An error of the model's own: an event that catches this code goes on instead of the task. */
  bpmnError?: { code: string; message: string }
}

export type CaseFacts = {
  subject: string
  businessKey: string
  phase: string
  enterpriseId: string | null
  villageId: string | null
  townshipId: string | null
  departmentId: string | null
}

/** @example export const registerHazard = defineHandler({ kind: 'apply', name: 'hazard.register', apply: ({ submission }) => ({ rows: [] }) }) */
export function defineHandler<H extends Handler>(handler: H): H {
  return handler
}

/** What a task page shows of the case, and what named validators may compare with. */
export type CaseSource = {
  /** Plain data of the case behind the instance, for prefill and context. Must not filter: the engine asked for access before. */
  data(engine: Engine, instanceId: string): Promise<Record<string, unknown>>
  /** Row of the role matrix that guards these cases, their tasks and files. Without it: `case:<process key>`. */
  permission?: string
  /** Name of the message by which the flow lets the initiator take the case back (撤回). */
  withdrawMessage?: string
}

export type SettingSpec = { key: string; title: Record<Language, string>; schema: z.ZodType; default: unknown }

export type Statistic = {
  key: string
  permission: string
  /** @returns rows and total as http-api.md describes for this key. Numbers are what the actor may see. */
  query: z.ZodType
  run(engine: Engine, actor: Actor, query: never): Promise<unknown>
}

/** A form as stored: immutable once published. `definition` is Form.io JSON. */
export type FormVersion = { id: string; key: string; version: number; title: string; district: string; definition: FormDefinition }
export type FormDefinition = { title: string; display?: string; components: unknown[] } & Record<string, unknown>

export type FormInput = {
  form: FormVersion
  data: Record<string, unknown>
  /** Data the person was shown: read-only values must stay as they are. */
  prior: Record<string, unknown>
  /** The case's data, for named validators that compare with it. */
  context: Record<string, unknown>
  access: Record<string, FieldAccess>
  actor: Actor
  /** Calendar day in Asia/Shanghai, YYYY-MM-DD. */
  today: string
  language: Language
}
export type FormResult =
  { ok: true; data: Record<string, unknown>; fileIds: string[]; dropped: string[] } | { ok: false; errors: { path: string; message: string }[] }

/** The port through which the engine uses the forms runtime without importing it. */
export type FormsPort = {
  /**
   * Publishes every `*.form.json` below an absolute folder whose content is new, as base forms; called at start for each module's
   * `directories.forms`. The key is the file's name. Throws form.not_publishable {key, findings}; then nothing of the folder is published.
   */
  publish(folder: string): Promise<{ key: string; version: number }[]>
  /** The version a new task of this district gets: `latest` (district's own, else base) or a version number. Undefined when there is none. */
  resolve(key: string, district: string, version?: number | null): Promise<FormVersion | undefined>
  byId(id: string): Promise<FormVersion | undefined>
  process(input: FormInput): Promise<FormResult>
  /** What may be done to each field of a form, by path, when a task allows `access`: nothing is left for the page to work out. */
  fieldAccess(form: FormVersion, access: Record<string, FieldAccess>): Record<string, FieldAccess>
  /** The evidence row (form_submission) that the flush writes with the command. */
  submissionRow(args: {
    id: string
    form: FormVersion
    instanceId: string
    taskId: string | null
    data: Record<string, unknown>
    previous: Record<string, unknown>
    actor: Actor
    now: string
    district: string
  }): ModuleRow[]
}

/** The engine's services, as modules see them. */
export type Engine = {
  db: Knex
  clock: { now(): string; today(): string }
  newId(): string
  log: { info(data: object, text: string): void; warn(data: object, text: string): void; error(data: object, text: string): void }
  forms: FormsPort
  /** Starts a process as a person would: form checked, evidence kept, exactly once per idempotency key. */
  startProcess(args: StartProcess): Promise<{ instanceId: string; businessKey: string | null }>
  completeTask(args: CompleteTask): Promise<void>
  settings: { get<T>(district: string, key: string): Promise<T> }
  decisions: DecisionPort
  calendars: { addWorkingDays(district: string, day: string, days: number): Promise<string> }
  units: {
    byId(id: string): Promise<Unit | undefined>
    byCode(district: string, code: string): Promise<Unit | undefined>
    children(id: string): Promise<Unit[]>
    list(district: string): Promise<Unit[]>
  }
  /** Gapless is not promised: a node takes numbers in blocks. */
  numbers: { next(name: string): Promise<number> }
  figures: FigureReader
  identity: IdentityWriter
  /** Facts of stored files, for whoever checks references to them. Unknown ids are left out. */
  files: { filesOf(ids: string[]): Promise<{ id: string; ownerId: string; name: string; size: number; type: string }[]> }
}

export type StartProcess = { key: string; data: Record<string, unknown>; actor: Actor; language?: Language; idempotencyKey?: string }
export type CompleteTask = { taskId: string; data: Record<string, unknown>; opinion?: string; actor: Actor; language?: Language; idempotencyKey?: string }

/** Deployed decisions (DMN), for what is asked outside of a flow. Nothing is kept of it in the history. */
export type DecisionPort = {
  /**
   * @returns the outputs by name, one entry per rule that counts; of the district's own newest version, else the base's.
   * @throws AppError decision.unknown {key}, decision.failed {key, reason}
   */
  make(args: { key: string; district: string; variables: Record<string, unknown> }): Promise<Record<string, unknown>[]>
}

export type Unit = {
  id: string
  district: string
  code: string
  name: string
  shortName: string
  type: UnitType
  parentId: string | null
  lead: boolean
  enabled: boolean
}
export type UnitType = 'district' | 'department' | 'township' | 'village' | 'enterprise'

/** Sums of append-only deltas, folded and not yet folded alike, so a figure always equals its rows. */
export type FigureReader = {
  sum(args: { figure: string; district: string; from: string; to: string; by: 'dim1' | 'dim2'; dim1?: string }): Promise<{ dim: string; value: number }[]>
  /** A row for the flush. `period` is a calendar day; the reader sums over ranges of days. */
  delta(args: { figure: string; district: string; period: string; dim1: string; dim2: string; value: number }): ModuleRow
}

/** What a seed may create. */
export type IdentityWriter = {
  createDistrict(district: { code: string; name: string }): Promise<void>
  createUnit(unit: Omit<Unit, 'lead' | 'enabled'> & { lead?: boolean }): Promise<void>
  createRoleGroup(group: { id: string; district: string; key: string; name: string; rights: Record<string, Level> }): Promise<void>
  createUser(user: NewUser): Promise<void>
  actorOf(username: string): Promise<Actor>
}
export type NewUser = {
  id: string
  district: string
  username: string
  name: string
  password: string
  unitId: string
  roleKey: string
  scope: 'all' | 'department' | 'area' | 'village' | 'self'
  phone?: string
  demo?: boolean
}
