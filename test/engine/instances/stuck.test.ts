import { afterAll, beforeAll, expect, it } from 'vitest'
import { flow, processOf, start, task } from '../../support/bpmn.ts'
import { Conductor } from '../../conformance/driver.ts'
import { createRest, type Rest } from '../engine-rest/support.ts'

let rest: Rest
beforeAll(async () => {
  rest = await createRest()
})
afterAll(() => rest.app.stop())

const mine = (id: string) => task(id).replace('camunda:assignee="qy01"', 'camunda:assignee="admin"')
const model = processOf(
  [
    start,
    '<bpmn:parallelGateway id="Fork"/>',
    mine('A'),
    '<bpmn:exclusiveGateway id="Which" default="Which-B"/>',
    mine('B'),
    '<bpmn:parallelGateway id="Join"/>',
    '<bpmn:endEvent id="End"/>',
    flow('Start', 'Fork'),
    flow('Fork', 'A'),
    flow('Fork', 'Which'),
    flow('Which', 'B'),
    flow('Which', 'Join', '${both}'),
    flow('A', 'Join'),
    flow('Join', 'End'),
  ].join(''),
)

it('a join that can never complete is shown on its case, and no other join is', async () => {
  const client = await rest.app.as('admin')
  const stuckOf = async (c: Conductor) => (await client.get(`/api/instances/${c.id}`)).body.diagram.stuck

  const halted = await (await new Conductor(rest).deploy(model)).start({ both: false })
  expect(await stuckOf(halted)).toEqual([])
  await halted.complete('A')
  expect(await halted.open()).toEqual(['B'])
  expect(await stuckOf(halted)).toEqual(['Join'])
})
