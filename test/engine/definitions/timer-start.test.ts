import { afterAll, beforeEach, expect, it } from 'vitest'
import { defineHandler } from '../../../engine/module.ts'
import { chain, end, processOf, task } from '../../support/bpmn.ts'
import { forEachDatabase, freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'
import { chainFaults } from '../runtime/chains.ts'

const { node, stopAll } = labNodes()
let failing = 0
const flaky = defineHandler({
  kind: 'apply',
  name: 'flaky',
  apply: () => {
    if (failing-- > 0) throw new Error('not yet')
    return {}
  },
})
const timed = (kind: 'timeCycle' | 'timeDate' | 'timeDuration', value: string, name = 'v1') =>
  processOf(
    chain(
      `<bpmn:startEvent id="Start"><bpmn:timerEventDefinition id="T"><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${value}</bpmn:${kind}></bpmn:timerEventDefinition></bpmn:startEvent>`,
      '<bpmn:serviceTask id="Flaky" camunda:delegateExpression="${flaky}"/>',
      task('A'),
      end,
    ),
    `name="${name}"`,
  )

forEachDatabase((_, kind) => {
  let lab: LabNode
  beforeEach(async () => {
    failing = 0
    lab = await node({ url: await freshDatabase(kind), handlers: [flaky], now: '2026-03-02T00:00:00.000Z' })
  })
  afterAll(stopAll)

  const startedAt = async () => (await lab.db('instance').orderBy('startedAt').select('startedAt')).map((row) => row.startedAt.slice(5, 16))
  const dueAt = async () => (await lab.db('job').where({ kind: 'start' }).select('dueAt')).map((row) => row.dueAt.slice(5, 16))
  const after = async (minutes: number, by: LabNode[] = [lab]) => {
    await lab.clock.advance(minutes * 60_000)
    await Promise.all(by.map((each) => each.jobs.runDue()))
  }

  it('a cycle of two starts exactly two instances, also with two workers on them', async () => {
    const other = kind === 'postgres' ? await node({ url: lab.url, clock: lab.clock, handlers: [flaky] }) : lab
    await lab.deploy(timed('timeCycle', 'R2/PT1H'))

    for (let count = 0; count < 10; count++) await after(30, [lab, other, lab, other])

    expect(await startedAt()).toEqual(['03-02T01:00', '03-02T02:00'])
    expect(await dueAt()).toEqual([])
    expect(await chainFaults(lab.db)).toEqual([])
  })

  it('after a long stop it fires once, and goes on at the next point of its grid', async () => {
    await lab.deploy(timed('timeCycle', 'R/PT1H'))

    await after(7 * 60 + 25)

    expect(await startedAt()).toEqual(['03-02T07:25'])
    expect(await dueAt()).toEqual(['03-02T08:00'])
    await after(35)
    expect(await startedAt()).toEqual(['03-02T07:25', '03-02T08:00'])
  })

  it('real firings count: what was missed while nothing ran is not fired later', async () => {
    await lab.deploy(timed('timeCycle', 'R3/PT1H'))

    await after(5 * 60)
    await after(60)
    await after(60)
    await after(60)

    expect(await startedAt()).toEqual(['03-02T05:00', '03-02T06:00', '03-02T07:00'])
  })

  it('a date fires once', async () => {
    await lab.deploy(timed('timeDate', '2026-03-02T12:00:00+08:00'))

    for (const minutes of [239, 1, 60, 600]) await after(minutes)

    expect(await startedAt()).toEqual(['03-02T04:00'])
  })

  it('a new version takes over: the old one does not fire any more', async () => {
    await lab.deploy(timed('timeCycle', 'R/PT1H'))
    await after(90)
    const second = await lab.deploy(timed('timeCycle', 'R/PT2H', 'v2'))

    await after(119)
    expect(await startedAt()).toEqual(['03-02T01:30'])
    await after(1)

    expect(await startedAt()).toEqual(['03-02T01:30', '03-02T03:30'])
    expect(await lab.db('instance').where({ definitionId: second.id })).toHaveLength(1)
    expect(await dueAt()).toEqual(['03-02T05:30'])
  })

  it('one whose first step fails is tried again until it goes well, and starts one instance', async () => {
    await lab.deploy(timed('timeCycle', 'R1/PT1H'))
    failing = 6

    await after(60)
    for (let count = 0; count < 8; count++) await after(10)

    expect(await startedAt()).toHaveLength(1)
    expect(await dueAt()).toEqual([])
  })
})
