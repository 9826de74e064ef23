import { expect, it } from 'vitest'
import { describeModel } from '../../support/machine-model.ts'
import { startOfTime } from '../../support/machine-run.ts'

describeModel(import.meta.url, 'user-tasks', (begin) => {
  const variables = { urgent: true, dueAt: '2026-03-05T00:00:00.000Z', groups: ['officers', 'leaders'], checker: 'ls01' }

  it('waits for one person after another and then is done', async () => {
    const run = (await begin()).start(variables)

    expect(run.open).toEqual(['Fill'])
    run.complete('Fill', { level: 'major' })
    expect(run.open).toEqual(['Check'])
    run.complete('Check')
    expect(run.status).toBe('completed')
    expect(run.state.instance.endedAt).toBe(startOfTime)
    expect(run.ended).toEqual(['Start', 'Fill', 'Check', 'End'])
    expect(run.tasksEnded).toEqual(['Fill completed', 'Check completed'])
  })

  it('asks who gets the task, with everything the model says', async () => {
    const run = (await begin()).start(variables)

    expect(run.asked).toMatchObject([
      {
        kind: 'task',
        nodeId: 'Fill',
        assignee: null,
        candidateUsers: ['a', 'b'],
        candidateGroups: ['officers', 'leaders'],
        form: { key: 'fill', binding: 'latest', version: null },
        due: '2026-03-05T00:00:00.000Z',
        caseOf: { tenant: '330500', initiator: 'qy01' },
      },
    ])
    expect(Object.values(run.state.tasks)).toMatchObject([
      {
        name: 'Fill',
        priority: 90,
        formKey: 'fill',
        dueAt: '2026-03-05T00:00:00.000Z',
        followUpAt: '2026-03-02T00:00:00Z',
        candidates: ['officers', 'leaders'],
      },
    ])
    expect(run.state.instance.phase).toBe('填报')
    run.complete('Fill')
    expect(Object.values(run.state.tasks)).toMatchObject([{ assignee: 'ls01', priority: 50, formKey: null }])
  })

  it('keeps in history who decided what, in whose name, and when', async () => {
    const run = (await begin()).start(variables)
    run.now = '2026-03-02T00:00:00.000Z'
    const task = Object.values(run.state.tasks)[0]

    run.execute({
      kind: 'trigger',
      executionId: task?.executionId ?? '',
      trigger: { kind: 'task', taskId: task?.id ?? '', variables: {}, outcome: 'agree', opinion: '同意', submissionId: 's1', by: 'qy01', onBehalfOf: 'qy02' },
    })

    expect(run.taskHistory).toMatchObject([
      {
        nodeId: 'Fill',
        state: 'completed',
        assignee: 'qy01',
        onBehalfOf: 'qy02',
        outcome: 'agree',
        opinion: '同意',
        submissionId: 's1',
        createdAt: startOfTime,
        endedAt: '2026-03-02T00:00:00.000Z',
      },
    ])
    expect(run.activities.find(({ nodeId }) => nodeId === 'Fill')).toMatchObject({
      taskId: task?.id,
      startedAt: startOfTime,
      endedAt: '2026-03-02T00:00:00.000Z',
    })
  })

  it('is not completed twice, nor through another execution', async () => {
    const run = (await begin()).start(variables)
    const task = Object.values(run.state.tasks)[0]
    const trigger = {
      kind: 'task' as const,
      taskId: task?.id ?? '',
      variables: {},
      outcome: null,
      opinion: null,
      submissionId: null,
      by: 'qy01',
      onBehalfOf: null,
    }

    run.execute({ kind: 'trigger', executionId: run.state.instance.id, trigger })
    expect(run.open).toEqual(['Fill'])
    run.execute({ kind: 'trigger', executionId: task?.executionId ?? '', trigger })
    run.execute({ kind: 'trigger', executionId: task?.executionId ?? '', trigger })
    expect(run.open).toEqual(['Check'])
  })

  it('stops with an incident when nobody is there, and goes on when somebody is', async () => {
    let incident: string | null = 'nobody works there'
    const run = (await begin({ assign: () => ({ incident }) })).start(variables)

    expect(run.incidents).toEqual(['assignment Fill'])
    expect(run.open).toEqual([])
    incident = null
    run.retry('Fill')
    expect(run.incidents).toEqual([])
    expect(run.open).toEqual(['Fill'])
  })

  it('stops with an incident when an expression fails, and goes on when the variable is corrected', async () => {
    const run = (await begin()).start({ ...variables, urgent: 'perhaps' })

    expect(run.incidents).toEqual(['expression Fill'])
    run.correct('urgent', false).retry('Fill')
    expect(run.open).toEqual(['Fill'])
    run.complete('Fill').complete('Check')
    expect(run.ended).toEqual(['Start', 'Fill', 'Check', 'End'])
  })

  it('ends with everything open in it when the instance is cancelled, once', async () => {
    const run = (await begin()).start(variables).cancel()

    expect(run.status).toBe('cancelled')
    expect(run.ended).toEqual(['Start', 'Fill cancelled'])
    expect(run.tasksEnded).toEqual(['Fill cancelled'])
  })

  it('that is completed is not cancelled afterwards', async () => {
    const run = (await begin()).start(variables).complete('Fill').complete('Check').cancel()

    expect(run.status).toBe('completed')
  })
})

describeModel(import.meta.url, 'assignment', (begin) => {
  it('reads people and deadlines out of fields, however deep', async () => {
    const run = (await begin()).start({ handler: { id: 'ls02' }, deadline: '2026-03-09' })

    expect(run.asked).toMatchObject([{ assign: ['role:handler@case.township', 'user:ls02'], onEmpty: 'incident', due: '2026-03-09' }])
  })

  it('leaves empty what a field does not hold', async () => {
    const run = (await begin()).start({ handler: null })

    expect(run.asked).toMatchObject([{ assign: ['role:handler@case.township', 'user:'], due: null }])
  })
})

describeModel(import.meta.url, 'no-end', (begin) => {
  it('ends where no flow leaves', async () => {
    const run = (await begin()).start().complete('A').complete('B')

    expect(run.status).toBe('completed')
  })
})
