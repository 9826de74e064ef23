import { afterEach, describe, expect, it } from 'vitest'
import { createExternalTasks, type ExternalTasks } from '../../../engine/external-tasks/external-tasks.ts'
import type { Topic } from '../../../engine/external-tasks/fetch-and-lock.store.ts'
import { modelBeside } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const variables = { number: 7, urgency: 5 }
const actor = null

forEachDatabase((_, kind) => {
  const nodes = labNodes()
  const stops: (() => void)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0)) stop()
    await nodes.stopAll()
  })

  async function begin(): Promise<{ node: LabNode; tasks: ExternalTasks }> {
    const woken: (() => void)[] = []
    const node = await nodes.node({ url: await freshDatabase(kind), committed: () => woken.forEach((wake) => wake()) })
    const tasks = createExternalTasks(node)
    woken.push(tasks.wake)
    stops.push(tasks.stop)
    await node.deploy(await modelBeside(import.meta.url, 'external-tasks'))
    return { node, tasks }
  }

  const fetched = (
    tasks: ExternalTasks,
    workerId = 'w1',
    topic: Partial<Topic> = {},
    more: { maxTasks?: number; asyncResponseTimeout?: number; usePriority?: boolean } = {},
  ) => tasks.fetchAndLock({ workerId, topics: [{ topicName: 'pack', lockDuration: 60_000, ...topic }], maxTasks: 10, usePriority: false, ...more })
  const incidentsOf = async (node: LabNode, id: string) =>
    Object.values((await node.state(id)).incidents).map(({ kind: what, message }) => `${what}: ${message}`)

  describe('fetching', () => {
    it('gives free tasks of the topics with their variables, and locks them', async () => {
      const { node, tasks } = await begin()
      const { instanceId } = await node.start('external-tasks', { variables })
      const [task, ...others] = await fetched(tasks, 'w1', { includeExtensionProperties: true })

      expect(others).toEqual([])
      expect(task).toMatchObject({
        topic: 'pack',
        nodeId: 'Pack',
        instanceId,
        leaseOwner: 'w1',
        leaseUntil: '2026-03-02T01:01:00.000Z',
        priority: 5,
        definitionKey: 'external-tasks',
        tenant: '',
      })
      expect(task?.activityId).toEqual(expect.any(String))
      expect(task?.data).toEqual({ untried: true })
      expect(task?.variables).toMatchObject({ number: { type: 'Integer', value: 7 }, parcel: { type: 'String', value: 'P-7' } })
      expect(task?.extensionProperties).toEqual({ box: 'small' })
      expect(await fetched(tasks, 'w2')).toEqual([])
      await node.clock.advance(60_000)
      expect(await fetched(tasks, 'w2')).toMatchObject([{ id: task?.id, leaseOwner: 'w2' }])
    })

    it('brings only the variables that were asked for', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })

      expect((await fetched(tasks, 'w1', { variables: ['number'], lockDuration: 1 }))[0]?.variables).toEqual({ number: { type: 'Integer', value: 7 } })
      await node.clock.advance(1)
      expect((await fetched(tasks, 'w1', { localVariables: true }))[0]?.variables).toEqual({ parcel: { type: 'String', value: 'P-7' } })
    })

    it('takes several topics at once, each with its own lock, and no more than was asked for', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })
      await node.start('external-tasks', { variables: { ...variables, urgency: 50 } })
      const topics = [
        { topicName: 'pack', lockDuration: 1_000 },
        { topicName: 'weigh', lockDuration: 2_000 },
      ]
      const [urgent] = await tasks.fetchAndLock({ workerId: 'w', topics, maxTasks: 1, usePriority: true })
      const rest = await tasks.fetchAndLock({ workerId: 'w', topics, maxTasks: 10, usePriority: false })

      expect(urgent).toMatchObject({ nodeId: 'Pack', priority: 50 })
      expect(rest.map(({ topic, leaseUntil }) => [topic, leaseUntil]).sort()).toEqual([
        ['pack', '2026-03-02T01:00:01.000Z'],
        ['weigh', '2026-03-02T01:00:02.000Z'],
        ['weigh', '2026-03-02T01:00:02.000Z'],
      ])
    })

    it('keeps to what a topic says of the process', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })
      const definition = await node.definitions.resolve('external-tasks', '')
      const given: Partial<Topic>[] = [
        { processDefinitionKey: 'other' },
        { processDefinitionKeyIn: ['other'] },
        { processDefinitionId: 'other' },
        { processDefinitionVersionTag: 'v1' },
        { businessKey: 'other' },
        { tenantIdIn: ['320206'] },
        { processVariables: { number: 8 } },
        { processVariables: { number: '7' } },
      ]
      for (const topic of given) expect(await fetched(tasks, 'w', topic), JSON.stringify(topic)).toEqual([])
      expect(
        await fetched(tasks, 'w', {
          processDefinitionId: definition.id,
          processDefinitionKeyIn: ['external-tasks'],
          processVariables: { number: 7 },
          withoutTenantId: true,
        }),
      ).toHaveLength(1)
    })

    it('never gives one task to two workers that ask at the same time', async () => {
      const { node, tasks } = await begin()
      for (let count = 0; count < 6; count++) await node.start('external-tasks', { variables })
      const given = await Promise.all(Array.from({ length: 6 }, (_, index) => fetched(tasks, `w${index}`, {}, { maxTasks: 2 })))

      const ids = given.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const rest = await fetched(tasks, 'last')
      expect(ids.length + rest.length).toBe(6)
    })

    it('waits for a task that comes, and is woken by the commit', async () => {
      const { node, tasks } = await begin()
      const waiting = fetched(tasks, 'w1', {}, { asyncResponseTimeout: 30_000 })
      await node.start('external-tasks', { variables })

      expect(await waiting).toMatchObject([{ nodeId: 'Pack' }])
    })

    it('stops waiting when the time is over, when the client goes, and when the server stops', async () => {
      const { tasks } = await begin()
      expect(await fetched(tasks, 'w1', {}, { asyncResponseTimeout: 10 })).toEqual([])
      const gone = new AbortController()
      const request = { workerId: 'w1', topics: [{ topicName: 'pack', lockDuration: 1 }], maxTasks: 1, usePriority: false, asyncResponseTimeout: 600_000 }
      const [first, second] = [tasks.fetchAndLock(request, gone.signal), tasks.fetchAndLock(request)]
      gone.abort()
      expect(await first).toEqual([])
      tasks.stop()
      expect(await second).toEqual([])
    })

    it('leaves tasks of suspended instances alone', async () => {
      const { node, tasks } = await begin()
      const { instanceId } = await node.start('external-tasks', { variables })
      const suspend = (suspended: boolean) =>
        node.runtime.execute({ target: { instanceId }, command: () => ({ kind: 'suspend', suspended }), act: 'suspend', actor })
      await suspend(true)
      expect(await fetched(tasks)).toEqual([])
      await suspend(false)
      expect(await fetched(tasks)).toHaveLength(1)
    })
  })

  describe('reporting', () => {
    async function locked(workerId = 'w1') {
      const { node, tasks } = await begin()
      const { instanceId } = await node.start('external-tasks', { variables })
      const [task] = await fetched(tasks, workerId)
      return { node, tasks, instanceId, id: task?.id ?? '' }
    }

    it('completes a task with variables, and the token goes on', async () => {
      const { node, tasks, instanceId, id } = await locked()
      await tasks.complete({
        id,
        workerId: 'w1',
        actor,
        variables: { weight: { type: 'Long', value: 12 } },
        localVariables: { scratch: { type: 'String', value: 'x' } },
      })

      const state = await node.state(instanceId)
      expect(state.scopes[instanceId]).toMatchObject({ weight: { type: 'Long', value: 12 } })
      expect(state.scopes[instanceId]).not.toHaveProperty('scratch')
      expect(Object.values(state.tasks).map(({ nodeId }) => nodeId)).toEqual(['Ready'])
      await expect(tasks.complete({ id, workerId: 'w1', actor })).rejects.toMatchObject({ code: 'external-task.unknown' })
    })

    it('refuses a worker that does not hold the task, and one that was overtaken', async () => {
      const { node, tasks, id } = await locked()
      await expect(tasks.complete({ id, workerId: 'w2', actor })).rejects.toMatchObject({ code: 'external-task.not_locked', data: { lockedBy: 'w1' } })
      await node.clock.advance(60_000)
      await fetched(tasks, 'w2')

      const failed = { errorMessage: 'late', errorDetails: null, retries: 1, retryTimeout: 0 }
      await expect(tasks.complete({ id, workerId: 'w1', actor })).rejects.toMatchObject({ code: 'external-task.not_locked', data: { lockedBy: 'w2' } })
      await expect(tasks.failure({ id, workerId: 'w1', actor, ...failed })).rejects.toMatchObject({ code: 'external-task.not_locked' })
      await expect(tasks.bpmnError({ id, workerId: 'w1', actor, errorCode: 'BROKEN', errorMessage: null })).rejects.toMatchObject({
        code: 'external-task.not_locked',
      })
      expect((await tasks.get(id)).leaseOwner).toBe('w2')
    })

    it('lets a worker complete after the end of its lock while nobody else has taken the task', async () => {
      const { node, tasks, id } = await locked()
      await node.clock.advance(120_000)
      await tasks.complete({ id, workerId: 'w1', actor })
      await expect(tasks.get(id)).rejects.toMatchObject({ code: 'external-task.unknown' })
    })

    it('two workers by one name complete a task once', async () => {
      const { node, tasks, instanceId, id } = await locked()
      const both = await Promise.allSettled([tasks.complete({ id, workerId: 'w1', actor }), tasks.complete({ id, workerId: 'w1', actor })])

      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(Object.values((await node.state(instanceId)).tasks)).toHaveLength(1)
    })

    it('keeps a failed attempt for the next one, which may not begin before its time', async () => {
      const { node, tasks, instanceId, id } = await locked()
      await tasks.failure({ id, workerId: 'w1', actor, errorMessage: 'no box', errorDetails: 'at shelf 3', retries: 2, retryTimeout: 5_000 })

      expect(await tasks.get(id)).toMatchObject({ error: 'no box', retries: 2, leaseUntil: '2026-03-02T01:00:05.000Z', data: {} })
      expect(await tasks.errorDetails(id)).toBe('at shelf 3')
      expect(await incidentsOf(node, instanceId)).toEqual([])
      expect(await fetched(tasks, 'w2')).toEqual([])
      await node.clock.advance(5_000)
      expect(await fetched(tasks, 'w2')).toMatchObject([{ id, error: 'no box' }])
    })

    it('makes an incident when no retry is left, and settles it when there are some again', async () => {
      const { node, tasks, instanceId, id } = await locked()
      await tasks.failure({ id, workerId: 'w1', actor, errorMessage: 'no box', errorDetails: null, retries: 0, retryTimeout: 0 })
      expect(await incidentsOf(node, instanceId)).toEqual(['failed-external-task: no box'])
      expect(await fetched(tasks, 'w2')).toEqual([])

      await tasks.setRetries({ id, retries: 1, actor })
      expect(await incidentsOf(node, instanceId)).toEqual([])
      expect(await fetched(tasks, 'w2')).toHaveLength(1)
      await tasks.setRetries({ id, retries: 0, actor })
      expect(await incidentsOf(node, instanceId)).toEqual(['failed-external-task: no box'])
    })

    it('throws an error of the model, which its boundary catches', async () => {
      const { node, tasks, instanceId, id } = await locked()
      await tasks.bpmnError({ id, workerId: 'w1', actor, errorCode: 'BROKEN', errorMessage: 'glass', variables: { pieces: { type: 'Integer', value: 3 } } })

      const state = await node.state(instanceId)
      expect(Object.values(state.tasks).map(({ nodeId }) => nodeId)).toEqual(['Repair'])
      expect(state.scopes[instanceId]).toMatchObject({ code: { value: 'BROKEN' }, why: { value: 'glass' }, pieces: { value: 3 } })
      await expect(tasks.get(id)).rejects.toMatchObject({ code: 'external-task.unknown' })
    })

    it('throws the error that the model makes of a failure', async () => {
      const { node, tasks, instanceId, id } = await locked()
      await tasks.failure({ id, workerId: 'w1', actor, errorMessage: 'too heavy', errorDetails: null, retries: 3, retryTimeout: 0 })

      const state = await node.state(instanceId)
      expect(Object.values(state.tasks).map(({ nodeId }) => nodeId)).toEqual(['Repair'])
      expect(state.scopes[instanceId]?.['code']).toMatchObject({ value: 'HEAVY' })
    })

    it('an error that nobody catches keeps the token with an incident', async () => {
      const { node, tasks } = await begin()
      const { instanceId } = await node.start('external-tasks', { variables })
      const [task] = await fetched(tasks, 'w1', { topicName: 'weigh' })
      await tasks.bpmnError({ id: task?.id ?? '', workerId: 'w1', actor, errorCode: 'ODD', errorMessage: null })

      expect(await incidentsOf(node, instanceId)).toEqual(['unhandled-error: no event catches the error ODD'])
    })
  })

  describe('locks', () => {
    it('are prolonged while they hold, and not by others', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })
      const [task] = await fetched(tasks)
      const id = task?.id ?? ''

      await tasks.extendLock({ id, workerId: 'w1', newDuration: 90_000 })
      expect((await tasks.get(id)).leaseUntil).toBe('2026-03-02T01:01:30.000Z')
      await expect(tasks.extendLock({ id, workerId: 'w2', newDuration: 1 })).rejects.toMatchObject({ code: 'external-task.not_locked' })
      await node.clock.advance(90_000)
      await expect(tasks.extendLock({ id, workerId: 'w1', newDuration: 1 })).rejects.toMatchObject({ code: 'external-task.lock_expired' })
    })

    it('are given back, and taken by name', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })
      const [task] = await fetched(tasks)
      const id = task?.id ?? ''

      await expect(tasks.lock({ id, workerId: 'w2', lockDuration: 1_000 })).rejects.toMatchObject({
        code: 'external-task.not_locked',
        data: { lockedBy: 'w1' },
      })
      await tasks.unlock(id)
      await expect(tasks.complete({ id, workerId: 'w1', actor })).rejects.toMatchObject({ code: 'external-task.not_locked', data: { lockedBy: null } })
      await tasks.lock({ id, workerId: 'w2', lockDuration: 1_000 })
      expect(await tasks.get(id)).toMatchObject({ leaseOwner: 'w2', leaseUntil: '2026-03-02T01:00:01.000Z' })
    })

    it('are listed and counted, with the priority that was set', async () => {
      const { node, tasks } = await begin()
      await node.start('external-tasks', { variables })
      const [task] = await fetched(tasks)
      await tasks.setPriority({ id: task?.id ?? '', priority: 9 })

      expect((await tasks.list((query) => query.orderBy('job.topic'))).map(({ topic, priority }) => [topic, priority])).toEqual([
        ['pack', 9],
        ['weigh', 0],
      ])
      expect(await tasks.count((query) => query.where('job.leaseOwner', 'w1'))).toBe(1)
    })
  })

  it(`a job worker does not take external tasks on ${kind}`, async () => {
    const { node, tasks } = await begin()
    await node.start('external-tasks', { variables })
    await node.clock.advance(1_000)
    await node.jobs.runDue()
    expect(await tasks.count((query) => query)).toBe(2)
  })
})
