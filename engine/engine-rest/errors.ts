import { defineErrors, type AppError } from '../errors.ts'

/**
 * Refusals as Camunda 7.24's REST API words them. `message` and `type` of the data are part of that contract, so they are English in
 * every language. `type` is the simple name of the exception that Camunda would answer.
 */
const restError = defineErrors({
  'rest.bad_request': 400,
  'rest.forbidden': 403,
  'rest.not_found': 404,
  'rest.failed': 500,
})

type Exception =
  | 'InvalidRequestException'
  | 'RestException'
  | 'ProcessEngineException'
  | 'NullValueException'
  | 'NotValidException'
  | 'BadUserRequestException'
  | 'AuthorizationException'
  | 'ParseException'
  | 'TaskAlreadyClaimedException'

/** What was sent does not fit: 400 InvalidRequestException. */
export const invalidRequest = (message: string) => restError('rest.bad_request', { type: 'InvalidRequestException', message })
/** Something named by the path does not exist, or not for this user: 404. */
export const notFound = (message: string, type: Exception = 'InvalidRequestException') => restError('rest.not_found', { type, message })
/** Another 400. */
export const badRequest = (type: Exception, message: string, more: Record<string, unknown> = {}) => restError('rest.bad_request', { type, message, ...more })
export const forbidden = (message: string) => restError('rest.forbidden', { type: 'AuthorizationException', message })
/** What Camunda's engine refuses without a status of its own: 500, odd as it is. */
export const engineFailure = (message: string, type: Exception = 'ProcessEngineException') => restError('rest.failed', { type, message })

export type CamundaError = { status: number; body: { type: string; message: string; code: number | string | null } & Record<string, unknown> }

/**
 * Any refusal in the shape of this surface. A code of our own that Camunda does not have (`variable.governed`, `form.invalid`) is the
 * `code`; otherwise it is Camunda's number: 0 for what its engine refuses, 1 when somebody else changed the same, null for the request.
 */
export function toCamundaError(error: AppError, sentence: string): CamundaError {
  const { type, message, ...more } = error.data
  if (error.code.startsWith('rest.'))
    return { status: error.status, body: { type: String(type), message: String(message), code: codeOf(String(type)), ...more } }
  const known = translations[error.code]
  if (known !== undefined)
    return { status: known.status ?? error.status, body: { type: known.type, message: known.message?.(error.data) ?? sentence, code: known.code } }
  const own = error.status < 500 ? error.code : 0
  const details = error.code === 'form.invalid' ? { details: error.data.errors } : {}
  return { status: error.status, body: { type: error.status < 500 ? 'RestException' : 'ProcessEngineException', message: sentence, code: own, ...details } }
}

function codeOf(type: string): number | null {
  return type === 'InvalidRequestException' || type === 'RestException' ? null : 0
}

type Translation = { status?: number; type: string; code: number | string | null; message?(data: Record<string, unknown>): string }

const ofRequest = (type: string): Translation => ({ type, code: null })
const mismatch = 'org.camunda.bpm.engine.MismatchingMessageCorrelationException: Cannot correlate message'

/** Codes of ours that have a counterpart there. */
const translations: Record<string, Translation> = {
  'request.invalid': ofRequest('InvalidRequestException'),
  'request.unsupported_type': ofRequest('NotSupportedException'),
  'request.foreign_origin': ofRequest('RestException'),
  'route.unknown': ofRequest('NotFoundException'),
  'route.method_not_allowed': ofRequest('NotAllowedException'),
  'session.required': ofRequest('AuthenticationException'),
  'session.bad_credentials': ofRequest('AuthenticationException'),
  'session.locked': ofRequest('AuthenticationException'),
  'access.denied': { type: 'AuthorizationException', code: 0 },
  'process.not_startable': { type: 'AuthorizationException', code: 0 },
  'instance.busy': {
    status: 500,
    type: 'OptimisticLockingException',
    code: 1,
    message: () => 'ENGINE-03005 Execution of the command was stopped: somebody else has changed the same process instance',
  },
  'deployment.in_use': { status: 500, type: 'ProcessEngineException', code: 0 },
  'external-task.unknown': { type: 'RestException', code: 0, message: ({ id }) => `External task with id ${String(id)} does not exist` },
  'external-task.not_locked': { type: 'RestException', code: 0, message: ({ id, workerId, lockedBy, act }) => wrongWorker({ id, workerId, lockedBy, act }) },
  'external-task.lock_expired': {
    type: 'RestException',
    code: 0,
    message: ({ id }) => `Cannot extend a lock that expired: the lock of the External Task ${String(id)} has run out`,
  },
  'message.unmatched': {
    status: 400,
    type: 'RestException',
    code: 0,
    message: ({ name }) => `${mismatch} '${String(name)}': No process definition or execution matches the parameters`,
  },
  'message.ambiguous': {
    status: 400,
    type: 'RestException',
    code: 0,
    message: ({ name, count }) => `${mismatch} '${String(name)}': ${String(count ?? 'several')} executions match the correlation keys. Should be one or zero.`,
  },
}

function wrongWorker({ id, workerId, lockedBy, act }: Record<string, unknown>): string {
  const what: Record<string, string> = {
    completed: `External Task ${String(id)} cannot be completed`,
    failed: `Failure of External Task ${String(id)} cannot be reported`,
    'handled as BPMN error': `Bpmn error of External Task ${String(id)} cannot be reported`,
    extended: `The lock of the External Task ${String(id)} cannot be extended`,
    locked: `External Task ${String(id)} cannot be locked`,
  }
  return `${what[String(act)] ?? `External Task ${String(id)} cannot be handled`} by worker '${String(workerId)}'. It is locked by worker '${String(lockedBy)}'.`
}
