import { keyOf } from '../../component.ts'
import type { LintRule } from './finding.ts'

const shape = /^[A-Za-z][A-Za-z0-9_]{0,62}$/
/** Names that every object has, or that would reach prototypes. */
const reserved = new Set(['constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString'])

/** A key is the data's column: plain, and never one of the names that objects bring along. */
export const key: LintRule = ({ component }) =>
  shape.test(keyOf(component)) && !reserved.has(keyOf(component)) ? [] : [{ property: 'key', code: 'key.invalid' }]
