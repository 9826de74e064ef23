import type { Finding } from '../finding.ts'
import { flowElements, isFlow, type ModelElement } from '../model.ts'
import { isNode } from '../compile/compile.ts'

/** What this installation can run: the linter refuses, by name, whatever is not in here. */
export type Capabilities = {
  /** Kinds of the behaviour table: `userTask`, `boundaryEvent:timer` … */
  elements: ReadonlySet<string>
  handlers: ReadonlySet<string>
  hasForm(key: string): boolean
}

export type LintContext = { process: ModelElement; nodes: ModelElement[]; flows: ModelElement[]; can: Capabilities }

/** One deploy-time rule: one file, one line in index.ts. */
export type Rule = (context: LintContext) => Finding[]

export function lintContext(process: ModelElement, can: Capabilities): LintContext {
  const elements = flowElements(process)
  return { process, nodes: elements.filter(isNode), flows: elements.filter(isFlow), can }
}
