import { expect, it } from 'vitest'
import { mapDecisionResult } from '../../../engine/execution/decision-result.ts'
import type { DecisionAnswer, DecisionEvaluation } from '../../../engine/execution/need.ts'
import { describeModel } from '../../support/machine-model.ts'

const evaluation: DecisionEvaluation = {
  definitionId: 'd1',
  key: 'level',
  name: 'Level',
  inputs: [{ id: 'i', name: 'amount', value: 10 }],
  outputs: [{ id: 'o', name: 'level', variableName: 'level', ruleId: 'r1', ruleOrder: 1, value: 'major' }],
  collectResult: null,
}
const decided = (outputs: Record<string, unknown>[]): DecisionAnswer => ({
  outputs,
  definition: { id: 'd1', key: 'level', name: 'Level' },
  evaluations: [evaluation],
})

describeModel(import.meta.url, 'business-rule-tasks', (begin) => {
  it('asks for its decision with what it sees, and keeps the result as it is mapped', async () => {
    const run = (await begin({ answers: () => decided([{ level: 'major' }]) })).start({ which: 'level', people: 5 })

    expect(run.asked[0]).toMatchObject({
      kind: 'decision',
      key: 'level',
      binding: 'version',
      version: '2',
      tenant: 'base',
      nodeId: 'Level',
      variables: { amount: 10, people: 5 },
    })
    expect(run.variables).toEqual({ which: 'level', people: 5, level: 'major', all: [{ level: 'major' }] })
    expect(run.status).toBe('completed')
  })

  it('puts what was decided into the history, at the activity that asked', async () => {
    const run = (await begin({ answers: () => decided([{ level: 'major' }]) })).start({ which: 'level', people: 5 })
    const activity = run.activities.find(({ nodeId }) => nodeId === 'Level')

    expect(run.lastChanges?.decisionHistory).toEqual([
      {
        ...evaluation,
        id: expect.any(String),
        instanceId: 'instance',
        executionId: activity?.executionId,
        activityId: activity?.id,
        nodeId: 'Level',
        tenant: '330500',
        evaluatedAt: run.now,
      },
    ])
  })

  it('stops with an incident when the decision fails or has another shape, and leaves no history of it', async () => {
    let answer: DecisionAnswer = { failure: 'no decision is called level' }
    const run = (await begin({ answers: () => answer })).start({ which: 'level', people: 5 })
    expect(Object.values(run.state.incidents)).toMatchObject([{ kind: 'decision', nodeId: 'Level', message: 'no decision is called level' }])

    answer = decided([{ level: 'major', limit: 3 }])
    run.retry('Level')
    expect(Object.values(run.state.incidents)[0]?.message).toBe('singleEntry takes one output, but there are 2: level, limit')
    expect(run.lastChanges?.decisionHistory).toEqual([])

    answer = decided([])
    expect(run.retry('Level').variables['level']).toBeNull()
    expect(run.status).toBe('completed')
  })
})

it('a result is mapped to one entry, one rule, the entries of one output, or everything', () => {
  const [one, two] = [{ level: 'major' }, { level: 'general' }]

  expect(mapDecisionResult([one], 'singleEntry')).toBe('major')
  expect(mapDecisionResult([{ level: 1, limit: 2 }], 'singleResult')).toEqual({ level: 1, limit: 2 })
  expect(mapDecisionResult([one, two], 'collectEntries')).toEqual(['major', 'general'])
  expect(mapDecisionResult([one, { limit: 1 }], 'resultList')).toEqual([one, { limit: 1 }])
  expect([
    mapDecisionResult([], 'singleEntry'),
    mapDecisionResult([], 'singleResult'),
    mapDecisionResult([], 'collectEntries'),
    mapDecisionResult([], 'resultList'),
  ]).toEqual([null, null, [], []])
})

it('a result with more than the mapping takes is refused rather than cut', () => {
  const [one, two] = [{ level: 'major' }, { level: 'general' }]

  expect(() => mapDecisionResult([one, two], 'singleEntry')).toThrow('2 rules matched')
  expect(() => mapDecisionResult([one, two], 'singleResult')).toThrow('2 rules matched')
  expect(() => mapDecisionResult([{ level: 1, limit: 2 }], 'collectEntries')).toThrow('one output, but there are 2')
})
