/** What the node gives a run: one instant for the whole command, and ids. Nothing else of the outside is visible. */
export type Environment = { now: string; newId(): string; processName: string; retries: number }

/** The model or its data is wrong for this token: it stops here with an incident; the rest of the instance goes on. */
export class TokenFailure extends Error {
  readonly kind: string
  constructor(kind: string, message: string) {
    super(message)
    this.kind = kind
  }
}

/** An error of the model's own making, to be caught by an event in it. */
export class BpmnError extends Error {
  readonly code: string
  readonly variables: Record<string, unknown>
  constructor(code: string, message: string, variables: Record<string, unknown> = {}) {
    super(message)
    this.code = code
    this.variables = variables
  }
}
