import { listOf } from '../../component.ts'
import type { LintRule } from './finding.ts'

/** Field logic changes components at run time, which the server's permissions do not follow. Conditions and named validators do. */
export const logic: LintRule = ({ component }) => (listOf(component.logic).length > 0 ? [{ property: 'logic', code: 'logic.unsupported' }] : [])
