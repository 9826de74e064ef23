import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chain, end, flow, processOf, start, task } from '../../support/bpmn.ts'
import { freshDatabase } from '../../support/databases.ts'
import { labNodes, type LabNode } from '../../support/lab.ts'

const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
const model = processOf(
  `${chain(start, task('Work'), end)}<bpmn:boundaryEvent id="Late" attachedToRef="Work" cancelActivity="false">${timer}</bpmn:boundaryEvent>${task('Remind')}${flow('Late', 'Remind')}`,
)

describe.each(['sqlite', 'postgres'] as const)('a suspended instance on %s', (kind) => {
  const { node, stopAll } = labNodes()
  let lab: LabNode
  beforeAll(async () => {
    lab = await node({ url: await freshDatabase(kind) })
    await lab.deploy(model)
  })
  afterAll(stopAll)

  const suspend = (instanceId: string, suspended: boolean) =>
    lab.runtime.execute({ target: { instanceId }, command: () => ({ kind: 'suspend', suspended }), act: 'suspend', actor: null })

  it('refuses to move, and its timers rest until it is activated again', async () => {
    const { instanceId } = await lab.start('test')
    await suspend(instanceId, true)
    await expect(lab.complete(instanceId, 'Work')).rejects.toMatchObject({ code: 'instance.suspended' })
    await lab.clock.advance(2 * 3_600_000)
    await lab.jobs.runDue()
    expect(Object.values((await lab.state(instanceId)).tasks).map(({ nodeId }) => nodeId)).toEqual(['Work'])

    await suspend(instanceId, false)
    await lab.jobs.runDue()
    expect(
      Object.values((await lab.state(instanceId)).tasks)
        .map(({ nodeId }) => nodeId)
        .sort(),
    ).toEqual(['Remind', 'Work'])
    await lab.complete(instanceId, 'Work')
  })
})
