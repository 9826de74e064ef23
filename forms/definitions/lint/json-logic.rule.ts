import { isRecord, recordOf } from '../../component.ts'
import { jsonLogicFault } from '../../validation/json-logic.ts'
import type { LintRule } from './finding.ts'

/** The three places where JSONLogic may stand. */
export const jsonLogic: LintRule = ({ component }) => {
  const places = [
    ['conditional.json', recordOf(component.conditional).json],
    ['validate.json', recordOf(component.validate).json],
    ['calculateValue', component.calculateValue],
  ] as const
  return places.flatMap(([name, logic]) => {
    const fault = isRecord(logic) ? jsonLogicFault(logic) : undefined
    return fault === undefined ? [] : [{ property: `${name} ${fault}`, code: 'logic.unsafe' as const }]
  })
}
