import { describe, expect, it } from 'vitest'
import { chain, definitions, end, flow, processOf, start, task } from '../support/bpmn.ts'
import { useConductor } from './driver.ts'

const conduct = useConductor()

const after = (iso: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${iso}</bpmn:timeDuration></bpmn:timerEventDefinition>`
const cycle = (text: string) =>
  `<bpmn:timerEventDefinition><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">${text}</bpmn:timeCycle></bpmn:timerEventDefinition>`
const onMessage = (id: string) => `<bpmn:messageEventDefinition messageRef="${id}"/>`
const onSignal = (id: string) => `<bpmn:signalEventDefinition signalRef="${id}"/>`
const when = (condition: string) =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition></bpmn:conditionalEventDefinition>`
const catching = (id: string, definition: string, attributes = '') =>
  `<bpmn:intermediateCatchEvent id="${id}" ${attributes}>${definition}</bpmn:intermediateCatchEvent>`
const throwing = (id: string, definition: string) => `<bpmn:intermediateThrowEvent id="${id}">${definition}</bpmn:intermediateThrowEvent>`
const boundary = (id: string, host: string, definition: string, attributes = '') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" ${attributes}>${definition}</bpmn:boundaryEvent>`
const eventSubProcess = (id: string, definition: string, inside: string, attributes = '') =>
  `<bpmn:subProcess id="${id}" triggeredByEvent="true">${chain(`<bpmn:startEvent id="${id}_Start" ${attributes}>${definition}</bpmn:startEvent>`, inside, `<bpmn:endEvent id="${id}_End"/>`)}</bpmn:subProcess>`
const roots = (...names: string[]) =>
  names
    .map(
      (name) =>
        `<bpmn:message id="M_${name}" name="${name}"/><bpmn:signal id="S_${name}" name="${name}"/><bpmn:escalation id="X_${name}" escalationCode="${name}"/><bpmn:error id="E_${name}" errorCode="${name}"/>`,
    )
    .join('')

describe('boundary events', () => {
  it('a message interrupts its host', async () => {
    const model = processOf(
      `${chain(start, task('Work'), end)}${boundary('Stop', 'Work', onMessage('M_b1'))}${task('Stopped')}${flow('Stop', 'Stopped')}`,
      '',
      roots('b1'),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.message('b1', { processInstanceId: c.id })).toBe(204)
    expect(await c.open()).toEqual(['Stopped'])
    expect(await c.ended()).toContain('Work cancelled')
  })

  it('a cycle fires as often as it says and leaves its host alone', async () => {
    const model = processOf(
      `${chain(start, task('Work'), end)}${boundary('Tick', 'Work', cycle('R3/PT1H'), 'cancelActivity="false"')}${task('Remind')}${flow('Tick', 'Remind')}`,
    )
    const c = await (await conduct().deploy(model)).start()
    for (let hour = 0; hour < 6; hour++) await c.advance(3_600_000)
    expect(await c.open()).toEqual(['Remind', 'Remind', 'Remind', 'Work'])
  })

  it('a signal reaches a sub-process with everything inside it', async () => {
    const inside =
      chain('<bpmn:startEvent id="S"/>', '<bpmn:parallelGateway id="Fork"/>', task('A'), '<bpmn:endEvent id="E"/>') +
      task('B') +
      flow('Fork', 'B') +
      flow('B', 'E')
    const model = processOf(
      `${chain(start, `<bpmn:subProcess id="Sub">${inside}</bpmn:subProcess>`, end)}${boundary('Heard', 'Sub', onSignal('S_b3'))}${task('React')}${flow('Heard', 'React')}`,
      '',
      roots('b3'),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['A', 'B'])
    expect(await c.signal('b3')).toBe(204)
    expect(await c.open()).toEqual(['React'])
  })

  it('a condition is looked at when a variable changes', async () => {
    const model = processOf(`${chain(start, task('Work'), end)}${boundary('Hot', 'Work', when('${t &gt; 90}'))}${task('Cool')}${flow('Hot', 'Cool')}`)
    const c = await (await conduct().deploy(model)).start({ t: 20 })
    await c.set({ t: 50 })
    expect(await c.open()).toEqual(['Work'])
    await c.set({ t: 95 })
    expect(await c.open()).toEqual(['Cool'])
  })
})

describe('event sub-processes', () => {
  it('interrupting: everything else in the scope stops, and the scope ends normally', async () => {
    const model = processOf(`${chain(start, task('Work'), end)}${eventSubProcess('Esp', onMessage('M_e1'), task('Handle'))}`, '', roots('e1'))
    const c = await (await conduct().deploy(model)).start()
    expect(await c.message('e1', { processInstanceId: c.id })).toBe(204)
    expect(await c.open()).toEqual(['Handle'])
    await c.complete('Handle')
    expect(await c.state()).toBe('COMPLETED')
  })

  it('not interrupting: any number of times beside the scope, which waits for them', async () => {
    const model = processOf(
      `${chain(start, task('Work'), end)}${eventSubProcess('Esp', onSignal('S_e2'), task('Handle'), 'isInterrupting="false"')}`,
      '',
      roots('e2'),
    )
    const c = await (await conduct().deploy(model)).start()
    await c.signal('e2')
    await c.signal('e2')
    expect(await c.open()).toEqual(['Handle', 'Handle', 'Work'])
    await c.complete('Work')
    expect(await c.state()).toBe('ACTIVE')
    await c.complete('Handle')
    await c.complete('Handle')
    expect(await c.state()).toBe('COMPLETED')
  })

  it('a timer starts one inside a sub-process, and the flow goes on after the sub-process', async () => {
    const inside = chain('<bpmn:startEvent id="S"/>', task('Work'), '<bpmn:endEvent id="E"/>') + eventSubProcess('Esp', after('PT1H'), task('Handle'))
    const model = processOf(chain(start, `<bpmn:subProcess id="Sub">${inside}</bpmn:subProcess>`, task('After'), end))
    const c = await (await conduct().deploy(model)).start()
    await c.advance(3_600_001)
    expect(await c.open()).toEqual(['Handle'])
    await c.complete('Handle')
    expect(await c.open()).toEqual(['After'])
  })

  it('an error thrown in a sub-process is caught by the event sub-process of the process', async () => {
    const inside = chain('<bpmn:startEvent id="S"/>', '<bpmn:endEvent id="Fail"><bpmn:errorEventDefinition errorRef="E_bad"/></bpmn:endEvent>')
    const model = processOf(
      `${chain(start, `<bpmn:subProcess id="Sub">${inside}</bpmn:subProcess>`, task('After'), end)}${eventSubProcess('Esp', '<bpmn:errorEventDefinition errorRef="E_bad"/>', task('Mend'))}`,
      '',
      roots('bad'),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['Mend'])
  })
})

describe('throwing', () => {
  it('a signal thrown in one branch is heard in the other, whichever comes first', async () => {
    const model = processOf(
      [
        start,
        '<bpmn:parallelGateway id="Fork"/>',
        throwing('Shout', onSignal('S_t1')),
        catching('Listen', onSignal('S_t1')),
        task('AfterShout'),
        task('AfterListen'),
        end,
        flow('Start', 'Fork'),
        flow('Fork', 'Shout'),
        flow('Fork', 'Listen'),
        flow('Shout', 'AfterShout'),
        flow('Listen', 'AfterListen'),
        flow('AfterShout', 'End'),
        flow('AfterListen', 'End'),
      ].join(''),
      '',
      roots('t1'),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['AfterListen', 'AfterShout'])
  })

  it('a message thrown by one pool starts the other', async () => {
    const one = `<bpmn:process id="sender" isExecutable="true">${chain('<bpmn:startEvent id="S1"/>', throwing('Send', onMessage('M_t2')), '<bpmn:endEvent id="E1"/>')}</bpmn:process>`
    const two = `<bpmn:process id="receiver" isExecutable="true">${chain(`<bpmn:startEvent id="S2">${onMessage('M_t2')}</bpmn:startEvent>`, task('Read'), '<bpmn:endEvent id="E2"/>')}</bpmn:process>`
    const c = await (await conduct().deploy(definitions(roots('t2') + one + two))).start({}, { key: 'sender' })
    expect(await c.state()).toBe('COMPLETED')
    const { body } = await c.rest.get('/task?processDefinitionKey=receiver')
    expect(body).toHaveLength(1)
  })

  it('an escalation is caught outside while the inside goes on, when it does not interrupt', async () => {
    const inside = chain(
      '<bpmn:startEvent id="S"/>',
      throwing('Say', '<bpmn:escalationEventDefinition escalationRef="X_t3"/>'),
      task('Inside'),
      '<bpmn:endEvent id="E"/>',
    )
    const model = processOf(
      `${chain(start, `<bpmn:subProcess id="Sub">${inside}</bpmn:subProcess>`, end)}${boundary('Told', 'Sub', '<bpmn:escalationEventDefinition escalationRef="X_t3"/>', 'cancelActivity="false"')}${task('Boss')}${flow('Told', 'Boss')}`,
      '',
      roots('t3'),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['Boss', 'Inside'])
  })

  it('a link goes to the catch of its name', async () => {
    const model = processOf(
      chain(start, throwing('Out', '<bpmn:linkEventDefinition name="page 2"/>')) +
        chain(catching('In', '<bpmn:linkEventDefinition name="page 2"/>'), task('A'), end),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['A'])
  })

  it('terminate ends its scope only', async () => {
    const inside = [
      '<bpmn:startEvent id="S"/>',
      '<bpmn:parallelGateway id="Fork"/>',
      task('A'),
      task('B'),
      '<bpmn:endEvent id="Kill"><bpmn:terminateEventDefinition/></bpmn:endEvent>',
      flow('S', 'Fork'),
      flow('Fork', 'A'),
      flow('Fork', 'B'),
      flow('A', 'Kill'),
    ].join('')
    const c = await (await conduct().deploy(processOf(chain(start, `<bpmn:subProcess id="Sub">${inside}</bpmn:subProcess>`, task('After'), end)))).start()
    await c.complete('A')
    expect(await c.open()).toEqual(['After'])
    expect(await c.ended()).toContain('B cancelled')
  })
})

describe('several definitions', () => {
  it('multiple: the first of them is enough', async () => {
    const model = processOf(chain(start, catching('Any', onMessage('M_m1') + onSignal('S_m1')), task('After'), end), '', roots('m1'))
    const c = await (await conduct().deploy(model)).start()
    await c.signal('m1')
    expect(await c.open()).toEqual(['After'])
    expect(await c.message('m1')).toBe(400)
  })

  it('parallel multiple: all of them', async () => {
    const model = processOf(chain(start, catching('All', onMessage('M_m2') + onSignal('S_m2'), 'parallelMultiple="true"'), task('After'), end), '', roots('m2'))
    const c = await (await conduct().deploy(model)).start()
    await c.signal('m2')
    expect(await c.open()).toEqual([])
    expect(await c.message('m2', { processInstanceId: c.id })).toBe(204)
    expect(await c.open()).toEqual(['After'])
  })

  it('definitions by reference are executed', async () => {
    const model = processOf(
      chain(
        start,
        '<bpmn:intermediateCatchEvent id="Wait"><bpmn:eventDefinitionRef>Shared</bpmn:eventDefinitionRef></bpmn:intermediateCatchEvent>',
        task('After'),
        end,
      ),
      '',
      `${roots('m3')}<bpmn:messageEventDefinition id="Shared" messageRef="M_m3"/>`,
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual([])
    expect(await c.message('m3', { processInstanceId: c.id })).toBe(204)
    expect(await c.open()).toEqual(['After'])
  })
})

describe('compensation', () => {
  const booking = (id: string) =>
    `${task(id)}${boundary(`${id}_Undo`, id, '<bpmn:compensateEventDefinition/>')}<bpmn:userTask id="Cancel_${id}" isForCompensation="true"/><bpmn:association id="As_${id}" associationDirection="One" sourceRef="${id}_Undo" targetRef="Cancel_${id}"/>`

  it('undoes what was completed in reverse order, one after the other', async () => {
    const model = processOf(
      [start, booking('Hotel'), booking('Flight'), throwing('Undo', '<bpmn:compensateEventDefinition/>'), task('After'), end].join('') +
        [flow('Start', 'Hotel'), flow('Hotel', 'Flight'), flow('Flight', 'Undo'), flow('Undo', 'After'), flow('After', 'End')].join(''),
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('Hotel')
    await c.complete('Flight')
    expect(await c.open()).toEqual(['Cancel_Flight'])
    await c.complete('Cancel_Flight')
    expect(await c.open()).toEqual(['Cancel_Hotel'])
    await c.complete('Cancel_Hotel')
    expect(await c.open()).toEqual(['After'])
  })

  it('a cancelled transaction undoes what was done in it, then takes its cancel boundary', async () => {
    const inside = [
      '<bpmn:startEvent id="S"/>',
      booking('Pay'),
      '<bpmn:endEvent id="Abort"><bpmn:cancelEventDefinition/></bpmn:endEvent>',
      flow('S', 'Pay'),
      flow('Pay', 'Abort'),
    ].join('')
    const model = processOf(
      `${chain(start, `<bpmn:transaction id="Tx">${inside}</bpmn:transaction>`, task('Good'), end)}${boundary('Cancelled', 'Tx', '<bpmn:cancelEventDefinition/>')}${task('Bad')}${flow('Cancelled', 'Bad')}`,
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('Pay')
    expect(await c.open()).toEqual(['Cancel_Pay'])
    await c.complete('Cancel_Pay')
    expect(await c.open()).toEqual(['Bad'])
  })
})

describe('starting', () => {
  it('a timer starts an instance of the newest version', async () => {
    const model = definitions(
      `<bpmn:process id="by-time" isExecutable="true">${chain(`<bpmn:startEvent id="Start">${after('PT1H')}</bpmn:startEvent>`, task('Run'), end)}</bpmn:process>`,
    )
    const c = await conduct().deploy(model)
    await c.advance(3_600_001)
    expect((await c.rest.get('/task?processDefinitionKey=by-time')).body).toHaveLength(1)
  })

  it('a condition starts an instance when it is asked', async () => {
    const model = definitions(
      `<bpmn:process id="by-condition" isExecutable="true">${chain(`<bpmn:startEvent id="Start">${when('${level &gt; 3}')}</bpmn:startEvent>`, task('Run'), end)}</bpmn:process>`,
    )
    const c = await conduct().deploy(model)
    expect((await c.rest.post('/condition', { variables: { level: { value: 2, type: 'Integer' } } })).body).toEqual([])
    expect((await c.rest.post('/condition', { variables: { level: { value: 5, type: 'Integer' } } })).body).toHaveLength(1)
    expect((await c.rest.get('/task?processDefinitionKey=by-condition')).body).toHaveLength(1)
  })
})
