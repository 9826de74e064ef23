export type FieldError = { path: string; message: string }

/** A refusal of the server, or the failure to reach it (status 0, code `network.unreachable`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly data: Record<string, unknown>
  readonly requestId: string | null

  constructor(args: { status: number; code: string; message: string; data?: Record<string, unknown>; requestId?: string | null; cause?: unknown }) {
    super(args.message, { cause: args.cause })
    this.name = 'ApiError'
    this.status = args.status
    this.code = args.code
    this.data = args.data ?? {}
    this.requestId = args.requestId ?? null
  }

  /** Errors of single fields, by the path in the form's data. */
  get fieldErrors(): FieldError[] {
    const listed = this.data.errors ?? this.data.fields
    return Array.isArray(listed) ? listed.filter(isFieldError) : []
  }

  /** Nobody knows whether the server acted: the same request with the same Idempotency-Key may be sent again. */
  get isUncertain(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

function isFieldError(value: unknown): value is FieldError {
  return isRecord(value) && typeof value.path === 'string' && typeof value.message === 'string'
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads the error envelope `{error:{code,message,data,requestId}}`; anything else becomes an error named by its status. */
export function readError(status: number, body: unknown, requestId: string | null): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  return new ApiError({
    status,
    code: typeof error.code === 'string' ? error.code : `http.${status}`,
    message: typeof error.message === 'string' ? error.message : '',
    data: isRecord(error.data) ? error.data : {},
    requestId: typeof error.requestId === 'string' ? error.requestId : requestId,
  })
}
