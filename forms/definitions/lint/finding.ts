import type { Component } from '../../component.ts'

/** Why a form can not be published. `path` is the component's key path, `property` the setting, `code` the kind of fault. */
export type Finding = { path: string; property: string; code: FindingCode; message: string }

export type FindingCode =
  | 'javascript'
  | 'html'
  | 'type.unknown'
  | 'key.invalid'
  | 'key.duplicate'
  | 'logic.unsafe'
  | 'logic.unsupported'
  | 'source.unsupported'
  | 'options.invalid'
  | 'datatype.missing'
  | 'file.storage'
  | 'file.limits'
  | 'pattern.unsupported'
  | 'rule.unknown'
  | 'rule.settings'
  | 'reserved'

/** What a lint rule gets to see: one component, where it is, and every key path of the form. */
export type LintInput = { component: Component; path: string; paths: ReadonlySet<string> }

/** One rule, one file: returns property and code of what it refuses. */
export type LintRule = (input: LintInput) => { property: string; code: FindingCode }[]
