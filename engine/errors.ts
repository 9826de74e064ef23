/**
 * Every refusal is an AppError: a code from a closed list, its HTTP status, and data that names the field or object.
 * The sentence a person reads is made from the code by the locale files, never here.
 */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly data: Record<string, unknown>

  constructor(code: string, status: number, data: Record<string, unknown>, cause?: unknown) {
    super(`${code} ${JSON.stringify(data)}`, { cause })
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.data = data
  }
}

/**
 * Declares a closed list of codes with their HTTP status and returns the only way to make such an error.
 * @example const fail = defineErrors({ 'enterprise.unknown': 404 }); throw fail('enterprise.unknown', { id })
 */
export function defineErrors<Code extends string>(statusOf: Record<Code, number>) {
  return (code: Code, data: Record<string, unknown> = {}, cause?: unknown) => new AppError(code, statusOf[code], data, cause)
}

/** The engine's own codes. A module declares its own list the same way. */
export const appError = defineErrors({
  'request.invalid': 400,
  'request.unknown_parameter': 400,
  'request.too_large': 413,
  'request.timeout': 408,
  'request.foreign_origin': 403,
  'request.rate_limited': 429,
  'request.stale': 412,
  'request.unsupported_type': 415,
  'route.unknown': 404,
  'route.method_not_allowed': 405,
  'idempotency.mismatch': 422,
  'session.required': 401,
  'session.bad_credentials': 401,
  'session.locked': 423,
  'access.denied': 403,
  'object.unknown': 404,
  'process.unknown': 404,
  'process.not_startable': 403,
  'form.unknown': 404,
  'form.invalid': 400,
  'form.not_publishable': 422,
  'task.unknown': 404,
  'task.not_yours': 403,
  'task.already_claimed': 409,
  'task.gone': 409,
  'task.action_not_allowed': 409,
  'instance.unknown': 404,
  'instance.busy': 409,
  'instance.ended': 409,
  'instance.suspended': 409,
  'instance.withdraw_too_late': 409,
  'message.unmatched': 409,
  'message.ambiguous': 409,
  'variable.governed': 403,
  'variable.too_large': 413,
  'deployment.refused': 422,
  'decision.unknown': 404,
  'decision.failed': 422,
  'deployment.in_use': 409,
  'handler.failed': 500,
  'external-task.unknown': 404,
  'external-task.not_locked': 400,
  'external-task.lock_expired': 400,
  'file.unknown': 404,
  'file.too_large': 413,
  'file.type_not_allowed': 415,
  'file.missing': 400,
  'file.damaged': 500,
  'setting.unknown': 404,
  'setting.invalid': 400,
  'statistic.unknown': 404,
  'storage.full': 507,
  'config.invalid': 500,
  'config.port_taken': 500,
  'database.newer': 500,
  'database.unreachable': 500,
  'demo.incomplete': 500,
  internal: 500,
})
