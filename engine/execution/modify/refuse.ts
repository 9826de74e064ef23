import { TokenFailure } from '../environment.ts'

/** Why an instruction can not be followed. */
export const refuseModification = (what: string, why: string) => new TokenFailure('modification', `${what}: ${why}`)
