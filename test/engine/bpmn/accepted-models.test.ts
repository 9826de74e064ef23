import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileDeployed, readForDeployment } from '../../../engine/bpmn/deploy.ts'
import { allKinds, capabilities, findingsOf } from '../../support/lint.ts'
import { valid } from './tables/valid.ts'

const folder = new URL('./models/', import.meta.url)
const can = capabilities({ handlers: ['register', 'notify'], forms: ['leave', 'spot-check'] })

describe('a model as modelers write it deploys without an error:', () => {
  it.each(readdirSync(folder))('%s', async (file) => {
    const xml = readFileSync(new URL(file, folder), 'utf8')

    const { graphs, findings } = await readForDeployment(xml, can)

    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(graphs).toHaveLength(1)
    for (const { key } of graphs) expect((await compileDeployed(xml, key)).key).toBe(key)
  })
})

describe('a valid model deploys without an error:', () => {
  it.each(valid)('%s', async (_, __, xml) => {
    const findings = await findingsOf(xml)

    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('and each kind of element that the engine promises is among them', () => {
    const shown = new Set(valid.flatMap(([, kinds]) => kinds))

    expect([...allKinds()].filter((kind) => !shown.has(kind))).toEqual([])
  })
})

describe('what is compiled', () => {
  const graphOf = async (file: string) => {
    const { graphs } = await readForDeployment(readFileSync(new URL(file, folder), 'utf8'), can)
    const [graph] = graphs
    if (!graph) throw new Error(`${file} has no graph`)
    return graph
  }

  it('is what the model says of a process', async () => {
    const graph = await graphOf('leave-request.bpmn')

    expect(graph).toMatchObject({ key: 'leave-request', name: '请假申请', versionTag: '2026.1', starterGroups: ['staff'] })
    expect([...graph.reads].sort()).toEqual(['days', 'department', 'dueAt', 'leader', 'type'])
    expect(graph.nodes['leave-request']).toMatchObject({ type: 'process', starts: ['StartEvent_1'] })
    expect(graph.nodes['Gateway_Days']).toMatchObject({
      kind: 'exclusiveGateway',
      outgoing: ['Flow_Short', 'Flow_Long'],
      defaultFlow: 'Flow_Short',
      incoming: ['Flow_0k1xuzv'],
    })
    expect(graph.nodes['Task_Head']).toMatchObject({ boundary: ['Event_Late'], documentation: '两个工作日内办理' })
    expect(graph.nodes['Event_Late']).toMatchObject({ kind: 'boundaryEvent:timer', attachedTo: 'Task_Head', interrupting: true, scope: 'leave-request' })
    expect(graph.nodes['TextAnnotation_1c2v3b4']).toBeUndefined()
  })

  it('is what the model says of tasks, forms, fields and retries', async () => {
    const graph = await graphOf('spot-check.bpmn')

    expect(graph.nodes['Activity_Pick']).toMatchObject({
      asyncBefore: true,
      asyncAfter: false,
      retryCycle: 'R5/PT5M',
      service: { handler: 'register', resultVariable: null },
    })
    expect(graph.nodes['Activity_Pick']?.inputs.map(({ name }) => name)).toEqual(['count', 'title'])
    expect(graph.nodes['Task_Check']).toMatchObject({
      scope: 'Activity_Check',
      form: { key: 'spot-check', binding: 'version', version: 3 },
      user: { assign: ['role:inspector@case.township', 'initiator'], due: '5wd', fields: { enterprise: 'readonly', 'rows[].amount': 'hidden' } },
    })
    expect(graph.nodes['Event_Remind']).toMatchObject({ interrupting: false, events: [{ kind: 'timer', timer: 'cycle' }] })
    expect(graph.nodes['Event_Cancel']?.events).toMatchObject([{ kind: 'message', action: 'cancel', actionWho: 'role:leader@case.district' }])
    expect(graph.nodes['End_Check']?.kind).toBe('endEvent:terminate')
    expect(graph.nodes['spot-check']?.starts).toEqual(['Start_Manual', 'Start_Monthly'])
  })

  it('of a process that is not in the file is an error', async () => {
    await expect(compileDeployed(readFileSync(new URL('two-pools.bpmn', folder), 'utf8'), 'other')).rejects.toThrow('process other is not in its file')
  })
})
