import { error } from '../finding.ts'
import { idOf } from '../model.ts'
import type { Rule } from './rule.ts'

const reserved = new Set(['__proto__', 'constructor', 'prototype'])

/** Every element that runs needs an id of its own, since rows, figures and migrations hang on it. */
export const ids: Rule = ({ process, nodes, flows }) =>
  [process, ...nodes, ...flows].flatMap((element) => {
    const id = idOf(element)
    if (id === '') return [error('', 'id', `元素 ${element.$type} 缺少 id`, `An element ${element.$type} has no id`)]
    if (id.length > 200) return [error(id, 'id', 'id 超过 200 个字符', 'The id is longer than 200 characters')]
    return reserved.has(id) ? [error(id, 'id', `id 不能是保留字 ${id}`, `The id ${id} is reserved`)] : []
  })
