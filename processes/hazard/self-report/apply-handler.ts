import { defineHandler, type ApplyHandler, type Engine, type HandlerInput, type HandlerResult } from '../../../engine/module.ts'

type Parts<Facts> = {
  name: string
  read(input: HandlerInput, engine: Engine): Promise<Facts>
  apply(input: HandlerInput & { facts: Facts; newId: () => string }): HandlerResult
}

/** An apply handler whose `apply` gets exactly what its own `read` returned, with its type. */
export function applyHandler<Facts extends Record<string, unknown>>({ name, read, apply }: Parts<Facts>): ApplyHandler {
  // The engine hands the result of `read` to `apply` of the same handler and to nobody else; the SPI only knows it as a record.
  return defineHandler({ kind: 'apply', name, read, apply: (input) => apply({ ...input, facts: input.facts as Facts }) })
}
