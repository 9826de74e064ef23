import { appError } from '../errors.ts'

const maxDepth = 40
const maxKeys = 20_000
/** Names through which a later merge of objects would reach the prototype of every object. */
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** NUL and lone surrogates: no database can store them, so they would surface as an internal error much later. */
const unstorable = /\0|\p{Cs}/u

/** Refuses input that is meant to hurt: nesting that exhausts a stack, keys without number, keys that reach prototypes. */
export function checkJsonShape(value: unknown): void {
  let keys = 0
  const waiting = [{ value, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    checkText(next.value)
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= maxDepth) throw appError('request.invalid', { reason: `depth > ${maxDepth}` })
    for (const [key, child] of Object.entries(next.value)) {
      checkKey(key)
      if (++keys > maxKeys) throw appError('request.invalid', { reason: `keys > ${maxKeys}` })
      waiting.push({ value: child, depth: next.depth + 1 })
    }
  }
}

function checkKey(key: string): void {
  if (forbiddenKeys.has(key)) throw appError('request.invalid', { reason: key })
  checkText(key)
}

function checkText(value: unknown): void {
  if (typeof value === 'string' && unstorable.test(value)) throw appError('request.invalid', { reason: 'U+0000, U+D800–U+DFFF' })
}
