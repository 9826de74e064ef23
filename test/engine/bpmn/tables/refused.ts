import { flows } from './refused-flows.ts'
import { loops } from './refused-loops.ts'
import { people } from './refused-people.ts'
import { places } from './refused-places.ts'
import { references } from './refused-references.ts'
import { schema } from './refused-schema.ts'
import { triggers } from './refused-triggers.ts'
import { work } from './refused-work.ts'

/** What is wrong, the file, and every error that it gets: `rule element`, with `*` where the element has no id that is said. */
export type Refused = [name: string, xml: string, errors: string | string[]]

export const refused: Refused[] = [...schema, ...references, ...flows, ...triggers, ...places, ...work, ...people, ...loops]
