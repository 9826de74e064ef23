import { readFile } from 'node:fs/promises'
import { readForDeployment } from '../../engine/bpmn/deploy.ts'
import type { ProcessGraph } from '../../engine/bpmn/graph.ts'
import type { Capabilities } from '../../engine/bpmn/lint/rule.ts'
import { behaviours } from '../../engine/execution/behaviours/index.ts'

export * from './bpmn-xml.ts'

/** What the test installation can run: the engine's own elements, the handlers and forms named here. */
export function capabilities({ handlers = [], forms = [] }: { handlers?: string[]; forms?: string[] } = {}): Capabilities {
  return { elements: new Set(Object.keys(behaviours)), handlers: new Set(handlers), hasForm: (key) => forms.includes(key) }
}

/** The graph of a model that must deploy. @throws with all findings when it would be refused. */
export async function graphOf(xml: string, can: Capabilities = capabilities({ handlers: ['register', 'notify', 'fetch'] })): Promise<ProcessGraph> {
  const { graphs, findings } = await readForDeployment(xml, can)
  const errors = findings.filter((finding) => finding.severity === 'error')
  const [graph] = graphs
  if (errors.length > 0 || !graph) throw new Error(`the model does not deploy: ${JSON.stringify(errors, null, 1)}`)
  return graph
}

/** The text of a model that lies beside its test: `modelBeside(import.meta.url, 'loop')`. */
export const modelBeside = (testUrl: string, name: string) => readFile(new URL(`./${name}.bpmn`, testUrl), 'utf8')
