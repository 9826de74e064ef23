import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { readForDeployment } from '../../engine/bpmn/deploy.ts'
import type { Finding } from '../../engine/bpmn/finding.ts'
import type { ProcessGraph } from '../../engine/bpmn/graph.ts'
import type { Capabilities } from '../../engine/bpmn/lint/rule.ts'
import { behaviours } from '../../engine/execution/behaviours/index.ts'

const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
  'xmlns:cz="http://chazhi.dev/schema/cz/1.0"',
  'xmlns:modeler="http://camunda.org/schema/modeler/1.0"',
  'xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"',
  'xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0"',
].join(' ')

/** A whole file around root elements. */
export const definitions = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${namespaces} id="Definitions_Test" targetNamespace="test">${content}</bpmn:definitions>`

/** A file with one executable process `test` that holds these flow elements. */
export const processOf = (content: string, attributes = '', rest = '') =>
  definitions(`<bpmn:process id="test" isExecutable="true" ${attributes}>${content}</bpmn:process>${rest}`)

/** Elements in a row, joined by flows: `<bpmn:userTask id="A"/>` … The ids of the flows are `A-B`. */
export function chain(...elements: string[]): string {
  const ids = elements.map((element) => /\sid="([^"]+)"/.exec(element)?.[1] ?? '')
  return (
    elements.join('') +
    ids
      .slice(1)
      .map((id, index) => flow(ids[index] ?? '', id))
      .join('')
  )
}

export function flow(source: string, target: string, condition?: string): string {
  const inside = condition === undefined ? '' : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${inside}</bpmn:sequenceFlow>`
}

export const start = '<bpmn:startEvent id="Start"/>'
export const end = '<bpmn:endEvent id="End"/>'
export const task = (id: string, attributes = '', inside = '') => `<bpmn:userTask id="${id}" camunda:assignee="qy01" ${attributes}>${inside}</bpmn:userTask>`

/** What the test installation can run: the engine's own elements, the handlers and forms named here. */
export function capabilities({ handlers = [], forms = [] }: { handlers?: string[]; forms?: string[] } = {}): Capabilities {
  return { elements: new Set(Object.keys(behaviours)), handlers: new Set(handlers), hasForm: (key) => forms.includes(key) }
}

export async function findingsOf(xml: string, can: Capabilities = capabilities({ handlers: ['register'] })): Promise<Finding[]> {
  const { findings } = await readForDeployment(xml, can)
  for (const { message } of findings) {
    expect(message['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(message.en).toMatch(/[a-z]/)
  }
  return findings
}

/** Findings in short: `error gateway Gateway_1`. */
export async function briefly(xml: string, can?: Capabilities): Promise<string[]> {
  return (await findingsOf(xml, can)).map(({ severity, rule, element }) => `${severity} ${rule} ${element}`)
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
