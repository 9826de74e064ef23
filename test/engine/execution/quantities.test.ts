import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import { stuckJoins } from '../../../engine/execution/stuck.ts'
import { graphOf, modelBeside } from '../../support/bpmn.ts'

describeModel(import.meta.url, 'quantities', (begin) => {
  it('sends as many tokens as completionQuantity says, after a job too, and begins with as many as startQuantity says', async () => {
    const run = (await begin()).start().complete('Task_Make')
    expect(run.open).toEqual([])

    run.goOn('Task_Make')
    expect(run.open).toEqual(['Task_Pack', 'Task_Pack'])
    run.complete('Task_Pack')
    expect(run.jobs).toEqual([])
    run.complete('Task_Pack').goOn('Task_Send')

    expect(run.open).toEqual(['Task_Send'])
    expect(run.complete('Task_Send').ended).toEqual(['Start', 'Task_Make', 'Task_Pack', 'Task_Pack', 'Task_Send'])
  })

  it('leaves a token that is too few where it is, and says so', async () => {
    const graph = await graphOf(await modelBeside(import.meta.url, 'quantities'))
    const run = (await begin()).start().complete('Task_Make').goOn('Task_Make')
    const [left] = Object.values(run.state.executions).filter(({ nodeId, data }) => nodeId === 'Task_Pack' && data['joins'] === true)

    expect(run.status).toBe('active')
    expect(stuckJoins(graph, run.state)).toEqual([{ nodeId: 'Task_Pack', scopeId: 'instance', executionIds: [left?.id], missing: [] }])
  })
})
