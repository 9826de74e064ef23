import { readFileSync } from 'node:fs'
import { BpmnModdle } from 'bpmn-moddle'
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { readForDeployment } from '../../../../engine/bpmn/deploy.ts'
import cz from '../../../../engine/bpmn/moddle/cz.json' with { type: 'json' }
import { behaviours } from '../../../../engine/execution/behaviours/index.ts'
import { selfReportHandlers } from '../../../../processes/hazard/self-report/handlers.ts'

const xml = readFileSync('processes/hazard/bpmn/hazard-self-report.bpmn', 'utf8')
const can = {
  elements: new Set(Object.keys(behaviours)),
  handlers: new Set(selfReportHandlers.map(({ name }) => name)),
  hasForm: (key: string) => ['hazard-report', 'hazard-rectify', 'hazard-verify'].includes(key),
}

async function graph() {
  const [graph] = (await readForDeployment(xml, can)).graphs
  if (!graph) throw new Error('the file holds no executable process')
  return graph
}

describe('hazard-self-report.bpmn', () => {
  it('deploys without a single finding', async () => {
    expect((await readForDeployment(xml, can)).findings).toEqual([])
  })

  it('is saved in canonical form, so that a change in the designer shows as that change only', async () => {
    const moddle = new BpmnModdle({ camunda, cz })
    const { rootElement } = await moddle.fromXML(xml)

    expect((await moddle.toXML(rootElement, { format: true })).xml).toBe(xml)
  })

  it('keeps the process key and task ids of the contract', async () => {
    const { key, nodes, starterGroups } = await graph()

    expect([key, nodes['Task_Rectify']?.form?.key, nodes['Task_Verify']?.form?.key, nodes['Start_Report']?.form?.key]).toEqual([
      'hazard-self-report',
      'hazard-rectify',
      'hazard-verify',
      'hazard-report',
    ])
    expect(starterGroups).toEqual(['enterprise-safety', 'enterprise-admin'])
  })

  it('reads only routing variables', async () => {
    expect([...(await graph()).reads].sort()).toEqual(expect.arrayContaining(['decision', 'overdueAt', 'rectifyDueAt', 'rectifyMode', 'verificationRequired']))
  })

  it('names everything that a person sees in Chinese, and gateways that split as questions', async () => {
    const { nodes, flows } = await graph()
    const splits = Object.values(nodes).filter((node) => node.type === 'exclusiveGateway' && node.outgoing.length > 1)
    const answers = splits.flatMap((node) => node.outgoing).map((id) => flows[id]?.name ?? '')

    expect(Object.values(nodes).filter(({ name }) => !/[一-鿿]/.test(name))).toEqual([])
    expect(splits.filter(({ name }) => !name.endsWith('？'))).toEqual([])
    expect(answers.filter((name) => !/[一-鿿]/.test(name))).toEqual([])
  })

  it('uses the words of the glossary, with Chinese punctuation', async () => {
    const { flows } = await graph()
    const texts = [...xml.matchAll(/ name="([^"]+)"|<bpmn:documentation>([^<]+)/g)].map(([, name, text]) => name ?? text ?? '')

    expect([flows['Flow_Accepted']?.name, flows['Flow_Returned']?.name]).toEqual(['核查通过', '退回整改'])
    expect(texts.filter((text) => /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(text))).toEqual([])
  })

  it('has a default flow at each gateway that splits', async () => {
    const { nodes } = await graph()

    expect(Object.values(nodes).filter((node) => node.outgoing.length > 1 && node.defaultFlow === null)).toEqual([])
  })

  it('draws every element and every flow', async () => {
    const { nodes, flows } = await graph()
    const drawn = new Set([...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id))

    expect([...Object.keys(nodes), ...Object.keys(flows)].filter((id) => !drawn.has(id))).toEqual([])
  })

  it('runs left to right: flows end further right than they begin, but for the return', async () => {
    const edges = [...xml.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="([^"]+)">([\s\S]*?)<\/bpmndi:BPMNEdge>/g)]
    const backwards = edges.filter(([, , points = '']) => {
      const xs = [...points.matchAll(/<di:waypoint x="(\d+)"/g)].map(([, x]) => Number(x))
      return (xs.at(-1) ?? 0) <= (xs[0] ?? 0)
    })

    expect(backwards.map(([, id]) => id)).toEqual(['Flow_Returned'])
  })
})
