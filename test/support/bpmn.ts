import { readFile } from 'node:fs/promises'
import { readForDeployment } from '../../engine/bpmn/deploy.ts'
import type { Finding } from '../../engine/bpmn/finding.ts'
import type { ProcessGraph } from '../../engine/bpmn/graph.ts'
import type { Capabilities } from '../../engine/bpmn/lint/rule.ts'
import { behaviours } from '../../engine/execution/behaviours/index.ts'

export * from './bpmn-xml.ts'

/** What the test installation can run: the engine's own elements, the handlers and forms named here. */
export function capabilities({ handlers = [], forms = [] }: { handlers?: string[]; forms?: string[] } = {}): Capabilities {
  return { elements: new Set(Object.keys(behaviours)), handlers: new Set(handlers), hasForm: (key) => forms.includes(key) }
}

/**
 * The graph of a model that must deploy, or that an earlier release accepted: the machine still runs what was deployed before the linter
 * demanded an end event of each scope (BPMN 2.0, 10.5.3; ADR 18), and most of what it is asked here needs none.
 * @throws with all other findings when it would be refused.
 */
export async function graphOf(xml: string, can: Capabilities = capabilities({ handlers: ['register', 'notify', 'fetch'] })): Promise<ProcessGraph> {
  const { graphs, findings } = await readForDeployment(xml, can)
  const errors = findings.filter((finding) => finding.severity === 'error' && !isMissingEnd(finding))
  const [graph] = graphs
  if (errors.length > 0 || !graph) throw new Error(`the model does not deploy: ${JSON.stringify(errors, null, 1)}`)
  return graph
}

/** Exactly "there is a start event but no end event": the rule `end` refuses more than that. */
const isMissingEnd = ({ rule, message }: Finding) => rule === 'end' && message.en === 'There is a start event but no end event'

/** The text of a model that lies beside its test: `modelBeside(import.meta.url, 'loop')`. */
export const modelBeside = (testUrl: string, name: string) => readFile(new URL(`./${name}.bpmn`, testUrl), 'utf8')
