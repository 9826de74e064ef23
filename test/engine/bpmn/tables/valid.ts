import { activities } from './valid-activities.ts'
import { events } from './valid-events.ts'
import { flows } from './valid-flows.ts'
import { together } from './valid-together.ts'

/** What it shows, the kinds of elements it is about, the file. */
export type Model = [name: string, kinds: string[], xml: string]

/** Valid models, each of which deploys without an error. */
export const valid: Model[] = [...activities, ...events, ...flows, ...together]
