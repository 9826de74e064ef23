import { error, type Finding } from '../finding.ts'
import { extensions, idOf, text, type ModelElement } from '../model.ts'
import type { Rule } from './rule.ts'

const accesses = ['editable', 'readonly', 'hidden']
const path = /^[\p{L}_][\p{L}\p{N}_-]*(\[\])?(\.[\p{L}_][\p{L}\p{N}_-]*(\[\])?)*$/u
const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/** A slip in a field permission would leave a field open that was meant to be closed. */
export const fields: Rule = ({ nodes }) =>
  nodes.flatMap((node) => extensions(node, 'cz:Field').flatMap((field, index, all) => check(node, field, all.slice(0, index))))

function check(node: ModelElement, field: ModelElement, before: ModelElement[]): Finding[] {
  const name = text(field, 'path') ?? ''
  const access = text(field, 'access') ?? ''
  const findings: Finding[] = []
  if (!path.test(name) || name.split('.').some((part) => reserved.has(part)))
    findings.push(error(idOf(node), 'field', `字段路径无法识别:${name}`, `The field path is not valid: ${name}`))
  if (!accesses.includes(access))
    findings.push(
      error(
        idOf(node),
        'field',
        `字段 ${name} 的权限须是 editable、readonly 或 hidden`,
        `The access of the field ${name} must be editable, readonly or hidden`,
      ),
    )
  if (before.some((other) => text(other, 'path') === name))
    findings.push(error(idOf(node), 'field', `字段 ${name} 的权限重复`, `The access of the field ${name} is given twice`))
  return findings
}
