import { isRecord, listOf, recordOf, textOf } from '../../component.ts'
import { ruleNamed, type Rule } from '../../validation/rules/index.ts'
import type { FindingCode, LintRule } from './finding.ts'

/** validate.czRules: the rule exists, its settings are given, and the fields it names are in the form. */
export const namedRule: LintRule = ({ component, path, paths }) =>
  listOf(recordOf(component.validate).czRules).flatMap((call) => {
    const rule = isRecord(call) ? ruleNamed(textOf(call.rule)) : undefined
    if (!isRecord(call) || !rule) return [found(`${isRecord(call) ? textOf(call.rule) : ''}`, 'rule.unknown')]
    return settingsFit(rule, call, path, paths) ? [] : [found(rule.name, 'rule.settings')]
  })

const found = (rule: string, code: FindingCode) => ({ property: `validate.czRules ${rule}`, code })

function settingsFit(rule: Rule, call: Record<string, unknown>, path: string, paths: ReadonlySet<string>): boolean {
  return Object.entries(rule.settings).every(([name, sort]) => {
    const setting = call[name]
    if (sort === 'number') return setting === undefined || typeof setting === 'number'
    if (typeof setting !== 'string' || setting === '') return false
    return sort === 'value' || setting.startsWith('context.') || paths.has(setting) || paths.has(path.replace(/[^.]+$/, setting))
  })
}
