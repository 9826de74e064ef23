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
