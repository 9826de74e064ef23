import { expect, it } from 'vitest'
import { stuckJoins } from '../../../engine/execution/stuck.ts'
import { chain, end, flow, graphOf, modelBeside, processOf, start, task } from '../../support/bpmn.ts'
import { MachineRun } from '../../support/machine-run.ts'

const join = (id: string) => `<bpmn:parallelGateway id="${id}"/>`
const names = (stuck: ReturnType<typeof stuckJoins>) => stuck.map(({ nodeId, missing }) => `${nodeId} ${missing.join(' ')}`)

it('says of a join which flows will get no token any more, as soon as none can come', async () => {
  const graph = await graphOf(await modelBeside(import.meta.url, 'half-join'))
  const run = new MachineRun(graph).start({ way: 'a' })
  expect(stuckJoins(graph, run.state)).toEqual([])

  run.complete('Task_A')

  expect(names(stuckJoins(graph, run.state))).toEqual(['Join Flow_BDone'])
})

it('does not say it of a join whose token can still come', async () => {
  const graph = await graphOf(await modelBeside(import.meta.url, 'parallel'))
  const run = new MachineRun(graph).start({ again: true }).complete('Task_A')

  expect(stuckJoins(graph, run.state)).toEqual([])
})

it('sees joins that wait for each other, and a sub-process that can not end because of one', async () => {
  const inner = [
    chain('<bpmn:startEvent id="S"/>', '<bpmn:exclusiveGateway id="W"/>', task('In'), join('J')),
    flow('J', 'K'),
    join('K'),
    flow('K', 'J'),
    flow('W', 'K', '${false}'),
  ].join('')
  const graph = await graphOf(
    processOf(
      [
        chain(start, join('Fork'), `<bpmn:subProcess id="Sub">${inner.replace('id="W"/>', 'id="W" default="W-In"/>')}</bpmn:subProcess>`, join('Outer'), end),
        flow('Fork', 'Beside'),
        task('Beside'),
        flow('Beside', 'Outer'),
      ].join(''),
    ),
  )
  const run = new MachineRun(graph).start().complete('In')
  expect(names(stuckJoins(graph, run.state))).toEqual(['J K-J'])

  run.complete('Beside')

  expect(names(stuckJoins(graph, run.state))).toEqual(['J K-J', 'Outer Sub-Outer'])
})

it('sees an inclusive join that waits for a token that can not move', async () => {
  const inclusive = '<bpmn:inclusiveGateway id="Any"/>'
  const graph = await graphOf(
    processOf(
      [
        chain(start, join('Fork'), task('A'), inclusive, end),
        flow('Fork', 'B'),
        task('B'),
        flow('B', 'Both'),
        join('Both'),
        flow('Both', 'Any'),
        flow('Way', 'Both'),
        '<bpmn:exclusiveGateway id="Way" default="Way-Off"/>',
        flow('Fork', 'Way'),
        flow('Way', 'Off'),
        task('Off'),
      ]
        .join('')
        .replace('<bpmn:sequenceFlow id="Way-Both" sourceRef="Way" targetRef="Both"></bpmn:sequenceFlow>', flow('Way', 'Both', '${false}')),
    ),
  )
  const run = new MachineRun(graph).start().complete('A').complete('B')

  expect(names(stuckJoins(graph, run.state))).toEqual(['Any Both-Any', 'Both Way-Both'])
  expect(stuckJoins(graph, new MachineRun(graph).start().state)).toEqual([])
})
