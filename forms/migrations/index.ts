import type { Migration } from '../../engine/module.ts'
import * as forms from './20261123T1050-forms.ts'

/** In the order in which they run. */
export const migrations: Migration[] = [forms]
