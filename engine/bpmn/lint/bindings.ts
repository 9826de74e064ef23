import type { Finding } from '../finding.ts'
import { isGiven, text, type ModelElement } from '../model.ts'
import { refuse, warn } from './rule.ts'

/** Which version of something else an element uses. `reference` is the attribute that names the thing, and what those of its version begin with. */
export type Bound = {
  reference: string
  /** Where the attribute of the name is another one. */
  key?: string
  rule: string
  zh: string
  en: string
  bindings: string[]
  /** Without it nobody knows, and nothing is said. */
  isKnown: ((key: string, binding: string) => boolean) | undefined
}

/** Bound to the deployment it must be there, with another binding it may still come. A binding without a thing, or a version without a number, is half a setting. */
export function checkBinding(element: ModelElement, bound: Bound): Finding[] {
  const key = text(element, bound.key ?? bound.reference)
  const given = ['Binding', 'Version', 'VersionTag', 'TenantId'].filter((name) => isGiven(element, `${bound.reference}${name}`))
  if (key === undefined) return given.map((name) => refuse(element, bound.rule, `有 ${name} 而没有${bound.zh}`, `There is a ${name} but no ${bound.en}`))
  return [...checkVersion(element, bound), ...checkExists(element, { ...bound, key: key.trim() })]
}

function checkVersion(element: ModelElement, { reference, rule, zh, en, bindings }: Bound): Finding[] {
  const binding = text(element, `${reference}Binding`)
  const version = text(element, `${reference}Version`)
  if (binding !== undefined && !bindings.includes(binding))
    return [refuse(element, rule, `${zh}的绑定方式无法识别:${binding}`, `The binding of the ${en} is not valid: ${binding}`)]
  if (binding === 'version') return checkNumber(element, { rule, zh, en, version })
  if (binding === 'versionTag' && text(element, `${reference}VersionTag`) === undefined)
    return [refuse(element, rule, `按版本标签绑定${zh}时须指明标签`, `A ${en} bound by version tag needs the tag`)]
  return version === undefined
    ? []
    : [refuse(element, rule, `指明了${zh}的版本号,绑定方式却不是 version`, `There is a version of the ${en}, but its binding is not version`)]
}

function checkNumber(element: ModelElement, { rule, zh, en, version }: { rule: string; zh: string; en: string; version: string | undefined }): Finding[] {
  if (version === undefined) return [refuse(element, rule, `按版本绑定${zh}时须指明版本号`, `A ${en} bound by version needs a version number`)]
  return /^[1-9]\d{0,8}$/.test(version.trim()) || isExpression(version)
    ? []
    : [refuse(element, rule, `${zh}的版本号须是正整数:${version}`, `The version of the ${en} must be a positive number: ${version}`)]
}

function checkExists(element: ModelElement, { reference, rule, zh, en, isKnown, key }: Bound & { key: string }): Finding[] {
  const binding = text(element, `${reference}Binding`) ?? 'latest'
  if (isExpression(key) || !isKnown || isKnown(key, binding)) return []
  const say = binding === 'deployment' ? refuse : warn
  return [say(element, rule, `没有${zh} ${key}`, `There is no ${en} ${key}`)]
}

const isExpression = (value: string) => /^\s*=|[$#]\{/.test(value)
