import type { Expression } from '../expressions/expression.ts'
import type { ModelElement } from '../model.ts'

/** Parses an attribute's text and remembers what is wrong with it instead of throwing: all findings come at once. */
export type Read = (element: ModelElement, source: string | undefined) => Expression | null
