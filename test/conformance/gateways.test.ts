import { describe, expect, it } from 'vitest'
import { chain, end, flow, processOf, start, task } from '../support/bpmn.ts'
import { useConductor } from './driver.ts'

const conduct = useConductor()

const split = '<bpmn:inclusiveGateway id="Split" default="Split-C"/>'
const join = '<bpmn:inclusiveGateway id="Join"/>'
const orModel = processOf(
  [
    start,
    split,
    task('A'),
    task('B'),
    task('C'),
    join,
    task('After'),
    end,
    flow('Start', 'Split'),
    flow('Split', 'A', '${a}'),
    flow('Split', 'B', '${b}'),
    flow('Split', 'C'),
    flow('A', 'Join'),
    flow('B', 'Join'),
    flow('C', 'Join'),
    flow('Join', 'After'),
    flow('After', 'End'),
  ].join(''),
)

describe('inclusive gateway', () => {
  it('takes every branch whose condition holds, and joins those', async () => {
    const c = await (await conduct().deploy(orModel)).start({ a: true, b: true })
    expect(await c.open()).toEqual(['A', 'B'])
    await c.complete('A')
    expect(await c.open()).toEqual(['B'])
    await c.complete('B')
    expect(await c.open()).toEqual(['After'])
    await c.complete('After')
    expect(await c.state()).toBe('COMPLETED')
    expect(await c.count('After')).toBe(1)
  })

  it('takes the default when no condition holds, and waits for nobody else', async () => {
    const c = await (await conduct().deploy(orModel)).start({ a: false, b: false })
    expect(await c.open()).toEqual(['C'])
    await c.complete('C')
    expect(await c.open()).toEqual(['After'])
  })
})

describe('complex gateway', () => {
  const model = processOf(
    [
      start,
      '<bpmn:parallelGateway id="Split"/>',
      task('A'),
      task('B'),
      task('C'),
      '<bpmn:complexGateway id="Join" default="Join-Late"><bpmn:activationCondition xsi:type="bpmn:tFormalExpression">${activationCount &gt;= 2}</bpmn:activationCondition></bpmn:complexGateway>',
      task('First'),
      '<bpmn:task id="Late"/>',
      '<bpmn:endEvent id="End1"/>',
      '<bpmn:endEvent id="End2"/>',
      flow('Start', 'Split'),
      flow('Split', 'A'),
      flow('Split', 'B'),
      flow('Split', 'C'),
      flow('A', 'Join'),
      flow('B', 'Join'),
      flow('C', 'Join'),
      flow('Join', 'First', '${waitingForStart}'),
      flow('Join', 'Late'),
      flow('First', 'End1'),
      flow('Late', 'End2'),
    ].join(''),
  )

  it('activates with the second of three tokens, then waits for the third and resets', async () => {
    const c = await (await conduct().deploy(model)).start()
    await c.complete('A')
    expect(await c.open()).toEqual(['B', 'C'])
    await c.complete('C')
    expect(await c.open()).toEqual(['B', 'First'])
    await c.complete('First')
    expect(await c.state()).toBe('ACTIVE')
    await c.complete('B')
    expect(await c.state()).toBe('COMPLETED')
    expect(await c.count('Late')).toBe(1)
  })
})

describe('event-based gateway', () => {
  const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
  const model = processOf(
    [
      start,
      '<bpmn:eventBasedGateway id="Race"/>',
      '<bpmn:intermediateCatchEvent id="Paid"><bpmn:messageEventDefinition messageRef="M"/></bpmn:intermediateCatchEvent>',
      `<bpmn:intermediateCatchEvent id="Late">${timer}</bpmn:intermediateCatchEvent>`,
      task('Deliver'),
      task('Remind'),
      end,
      flow('Start', 'Race'),
      flow('Race', 'Paid'),
      flow('Race', 'Late'),
      flow('Paid', 'Deliver'),
      flow('Late', 'Remind'),
      flow('Deliver', 'End'),
      flow('Remind', 'End'),
    ].join(''),
    '',
    '<bpmn:message id="M" name="gateway-paid"/>',
  )

  it('goes where the first event leads, and hears no other', async () => {
    const c = await (await conduct().deploy(model)).start()
    expect(await c.message('gateway-paid')).toBe(204)
    expect(await c.open()).toEqual(['Deliver'])
    await c.advance(3_600_001)
    expect(await c.open()).toEqual(['Deliver'])
    expect(await c.message('gateway-paid')).toBe(400)
  })

  it('goes on by time when no message comes', async () => {
    const c = await (await conduct().deploy(model)).start()
    await c.advance(3_600_001)
    expect(await c.open()).toEqual(['Remind'])
    expect(await c.ended()).toEqual(['Start', 'Race', 'Late'])
  })
})

describe('exclusive and parallel gateways', () => {
  it('a token that merges at an exclusive gateway waits for nobody', async () => {
    const model = processOf(
      [start, '<bpmn:parallelGateway id="Split"/>', task('A'), task('B'), '<bpmn:exclusiveGateway id="Merge"/>', task('After'), end].join('') +
        [
          flow('Start', 'Split'),
          flow('Split', 'A'),
          flow('Split', 'B'),
          flow('A', 'Merge'),
          flow('B', 'Merge'),
          flow('Merge', 'After'),
          flow('After', 'End'),
        ].join(''),
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('A')
    expect(await c.open()).toEqual(['After', 'B'])
    await c.complete('B')
    expect(await c.open()).toEqual(['After', 'After'])
  })

  it('a parallel join waits for one token on each flow, two on one flow are not enough', async () => {
    const model = processOf(
      [
        start,
        '<bpmn:parallelGateway id="Split"/>',
        task('A'),
        task('B'),
        task('C'),
        '<bpmn:exclusiveGateway id="Merge"/>',
        '<bpmn:parallelGateway id="Join"/>',
        task('After'),
        end,
      ].join('') +
        [
          flow('Start', 'Split'),
          ...['A', 'B', 'C'].map((id) => flow('Split', id)),
          flow('A', 'Merge'),
          flow('B', 'Merge'),
          flow('Merge', 'Join'),
          flow('C', 'Join'),
          flow('Join', 'After'),
          flow('After', 'End'),
        ].join(''),
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('A')
    await c.complete('B')
    expect(await c.open()).toEqual(['C'])
    await c.complete('C')
    expect(await c.open()).toEqual(['After'])
    expect(await c.state()).toBe('ACTIVE')
    await c.complete('After')
    expect(await c.count('End')).toBe(1)
    expect(await c.state()).toBe('ACTIVE')
  })

  it('no way on is an incident that goes on when its variable is corrected', async () => {
    const model = processOf(
      [
        start,
        '<bpmn:exclusiveGateway id="Which"/>',
        task('A'),
        task('B'),
        end,
        flow('Start', 'Which'),
        flow('Which', 'A', '${x == 1}'),
        flow('Which', 'B', '${x == 2}'),
        flow('A', 'End'),
        flow('B', 'End'),
      ].join(''),
    )
    const c = await (await conduct().deploy(model)).start({ x: 3 })
    expect(await c.incidents()).toEqual(['Which'])
    expect(await c.state()).toBe('ACTIVE')
    await c.set({ x: 2 })
    const { body } = await c.rest.get(`/incident?processInstanceId=${c.id}`)
    expect((await c.rest.del(`/incident/${body[0].id}`)).status).toBe(204)
    expect(await c.open()).toEqual(['B'])
  })

  it('a straight row ends', async () => {
    const c = await (await conduct().deploy(processOf(chain(start, task('A'), end)))).start()
    await c.complete('A')
    expect(await c.ended()).toEqual(['Start', 'A', 'End'])
  })
})
