import { describe, expect, it } from 'vitest'
import { chain, definitions, end, flow, processOf, start, task } from '../support/bpmn.ts'
import { useConductor } from './driver.ts'

const conduct = useConductor()

const formal = (name: string, body: string) => `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${name}>`
const script = (id: string, body: string, attributes = '') =>
  `<bpmn:scriptTask id="${id}" scriptFormat="javascript" ${attributes}><bpmn:script>${body}</bpmn:script></bpmn:scriptTask>`

describe('script tasks', () => {
  it('JavaScript reads and sets variables, and gives its result', async () => {
    const model = processOf(chain(start, script('Add', "execution.setVariable('twice', n * 2); n + 1", 'camunda:resultVariable="more"'), task('After'), end))
    const c = await (await conduct().deploy(model)).start({ n: 20 })
    expect(await c.open()).toEqual(['After'])
    expect(await c.variables()).toMatchObject({ twice: 40, more: 21 })
  })

  it('an endless script is an incident, and others do not notice', async () => {
    const model = processOf(chain(start, script('Spin', 'while (true) {}'), end))
    const c = await (await conduct().deploy(model)).start()
    expect(await c.incidents()).toEqual(['Spin'])
    expect(await c.state()).toBe('ACTIVE')
  })

  it('a BPMN error of a script is caught on its boundary', async () => {
    const model = processOf(
      `${chain(start, script('Try', "throw new BpmnError('no-money', 'empty')"), end)}<bpmn:boundaryEvent id="Caught" attachedToRef="Try"><bpmn:errorEventDefinition errorRef="E"/></bpmn:boundaryEvent>${task('Mend')}${flow('Caught', 'Mend')}`,
      '',
      '<bpmn:error id="E" errorCode="no-money"/>',
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['Mend'])
  })

  it('FEEL is a script language and a condition language', async () => {
    const feel =
      '<bpmn:scriptTask id="Sum" scriptFormat="feel" camunda:resultVariable="total"><bpmn:script>sum(for x in items return x * 2)</bpmn:script></bpmn:scriptTask>'
    const model = processOf(
      `${start}${feel}<bpmn:exclusiveGateway id="Which" default="Which-B"/>${task('A')}${task('B')}${flow('Start', 'Sum')}${flow('Sum', 'Which')}${flow('Which', 'A', '=total &gt; 10')}${flow('Which', 'B')}${end}${flow('A', 'End')}${flow('B', 'End')}`,
    )
    const c = await (await conduct().deploy(model)).start({ items: [1, 2, 3] })
    expect(await c.variables()).toMatchObject({ total: 12 })
    expect(await c.open()).toEqual(['A'])
  })
})

describe('multi-instance', () => {
  const multi = (inside: string, attributes = '') => `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`

  it('parallel: one instance for each item, and on when all are done', async () => {
    const model = processOf(chain(start, task('Ask', '', multi('', 'camunda:collection="people" camunda:elementVariable="who"')), task('After'), end))
    const c = await (await conduct().deploy(model)).start({ people: ['a', 'b', 'c'] })
    expect(await c.open()).toEqual(['Ask', 'Ask', 'Ask'])
    await c.complete('Ask')
    await c.complete('Ask')
    expect(await c.open()).toEqual(['Ask'])
    await c.complete('Ask')
    expect(await c.open()).toEqual(['After'])
  })

  it('sequential: one at a time, until its completion condition holds', async () => {
    const inside = `${formal('loopCardinality', '5')}${formal('completionCondition', '${nrOfCompletedInstances &gt;= 2}')}`
    const model = processOf(chain(start, task('Step', '', multi(inside, 'isSequential="true"')), task('After'), end))
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['Step'])
    await c.complete('Step')
    expect(await c.open()).toEqual(['Step'])
    await c.complete('Step')
    expect(await c.open()).toEqual(['After'])
  })

  it('of a sub-process, each with variables of its own', async () => {
    const inside = chain('<bpmn:startEvent id="S"/>', task('Inner'), '<bpmn:endEvent id="E"/>')
    const model = processOf(
      chain(start, `<bpmn:subProcess id="Sub">${multi(formal('loopCardinality', '${n}'))}${inside}</bpmn:subProcess>`, task('After'), end),
    )
    const c = await (await conduct().deploy(model)).start({ n: 2 })
    expect(await c.open()).toEqual(['Inner', 'Inner'])
    await c.complete('Inner')
    await c.complete('Inner')
    expect(await c.open()).toEqual(['After'])
  })
})

describe('standard loop', () => {
  it('repeats while its condition holds, looked at after each time', async () => {
    const loop = `<bpmn:standardLoopCharacteristics testBefore="false">${formal('loopCondition', '${again}')}</bpmn:standardLoopCharacteristics>`
    const c = await (await conduct().deploy(processOf(chain(start, task('Try', '', loop), task('After'), end)))).start({ again: false })
    await c.complete('Try', { again: true })
    expect(await c.open()).toEqual(['Try'])
    await c.complete('Try', { again: false })
    expect(await c.open()).toEqual(['After'])
  })

  it('never begins when its condition does not hold before the first time', async () => {
    const loop = `<bpmn:standardLoopCharacteristics testBefore="true">${formal('loopCondition', '${again}')}</bpmn:standardLoopCharacteristics>`
    const c = await (await conduct().deploy(processOf(chain(start, task('Try', '', loop), task('After'), end)))).start({ again: false })
    expect(await c.open()).toEqual(['After'])
  })

  it('stops at its maximum', async () => {
    const loop = `<bpmn:standardLoopCharacteristics loopMaximum="3">${formal('loopCondition', '${true}')}</bpmn:standardLoopCharacteristics>`
    const c = await (await conduct().deploy(processOf(chain(start, task('Try', '', loop), task('After'), end)))).start()
    for (let time = 0; time < 3; time++) await c.complete('Try')
    expect(await c.open()).toEqual(['After'])
  })
})

describe('ad-hoc sub-process', () => {
  it('starts everything inside at once, and is done when all is done', async () => {
    const model = processOf(chain(start, `<bpmn:adHocSubProcess id="Any">${task('A')}${task('B')}</bpmn:adHocSubProcess>`, task('After'), end))
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toEqual(['A', 'B'])
    await c.complete('B')
    await c.complete('A')
    expect(await c.open()).toEqual(['After'])
  })

  it('is done when its condition holds, and takes the rest with it', async () => {
    const model = processOf(
      chain(
        start,
        `<bpmn:adHocSubProcess id="Any">${task('A')}${task('B')}${formal('completionCondition', '${enough}')}</bpmn:adHocSubProcess>`,
        task('After'),
        end,
      ),
    )
    const c = await (await conduct().deploy(model)).start({ enough: false })
    await c.complete('A', { enough: true })
    expect(await c.open()).toEqual(['After'])
    expect(await c.ended()).toContain('B cancelled')
  })

  it('sequential: one after the other', async () => {
    const model = processOf(
      chain(start, `<bpmn:adHocSubProcess id="Any" ordering="Sequential">${task('A')}${task('B')}</bpmn:adHocSubProcess>`, task('After'), end),
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.open()).toHaveLength(1)
    await c.complete('A')
    expect(await c.open()).toEqual(['B'])
    await c.complete('B')
    expect(await c.open()).toEqual(['After'])
  })
})

describe('calls, messages, quantities', () => {
  it('a call activity calls a process of its own file, with variables in and out', async () => {
    const parent = `<bpmn:process id="parent" isExecutable="true">${chain(start, '<bpmn:callActivity id="Call" calledElement="child"><bpmn:extensionElements><camunda:in variables="all"/><camunda:out source="answer" target="reply"/></bpmn:extensionElements></bpmn:callActivity>', task('After'), end)}</bpmn:process>`
    const child = `<bpmn:process id="child" isExecutable="true">${chain('<bpmn:startEvent id="S"/>', task('Inside'), '<bpmn:endEvent id="E"/>')}</bpmn:process>`
    const c = await (await conduct().deploy(definitions(parent + child))).start({ question: 1 }, { key: 'parent' })
    const [called = ''] = await c.called()
    expect(await c.open(called)).toEqual(['Inside'])
    await c.complete('Inside', { answer: 42 }, called)
    expect(await c.open()).toEqual(['After'])
    expect(await c.variables()).toMatchObject({ reply: 42 })
  })

  it('a global task may be called', async () => {
    const parent = `<bpmn:process id="calls-global" isExecutable="true">${chain(start, '<bpmn:callActivity id="Call" calledElement="Global_1"/>', task('After'), end)}</bpmn:process>`
    const c = await (await conduct().deploy(definitions(`<bpmn:globalManualTask id="Global_1" name="by hand"/>${parent}`))).start({}, { key: 'calls-global' })
    expect(await c.open()).toEqual(['After'])
  })

  it('a receive task waits for its message, and without one for a call by execution', async () => {
    const model = processOf(
      chain(start, '<bpmn:receiveTask id="Wait" messageRef="M"/>', '<bpmn:receiveTask id="Pause"/>', task('After'), end),
      '',
      '<bpmn:message id="M" name="receive-1"/>',
    )
    const c = await (await conduct().deploy(model)).start()
    expect(await c.message('receive-1')).toBe(204)
    const { body } = await c.rest.get(`/execution?processInstanceId=${c.id}&activityId=Pause`)
    expect((await c.rest.post(`/execution/${body[0].id}/signal`, {})).status).toBe(204)
    expect(await c.open()).toEqual(['After'])
  })

  it('startQuantity waits for so many tokens, completionQuantity gives so many', async () => {
    const model = processOf(
      [start, '<bpmn:parallelGateway id="Fork"/>', task('A'), task('B'), '<bpmn:task id="Both" startQuantity="2" completionQuantity="3"/>'].join('') +
        chain(task('After'), end) +
        [flow('Start', 'Fork'), flow('Fork', 'A'), flow('Fork', 'B'), flow('A', 'Both'), flow('B', 'Both'), flow('Both', 'After')].join(''),
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('A')
    expect(await c.open()).toEqual(['B'])
    await c.complete('B')
    expect(await c.open()).toEqual(['After', 'After', 'After'])
  })

  it('a business rule task makes a decision', async () => {
    const dmn = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><decision id="dish" name="Dish"><decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="ie" typeRef="string"><text>season</text></inputExpression></input><output id="o" name="dish" typeRef="string"/><rule id="r1"><inputEntry id="e1"><text>"winter"</text></inputEntry><outputEntry id="o1"><text>"stew"</text></outputEntry></rule><rule id="r2"><inputEntry id="e2"><text>not("winter")</text></inputEntry><outputEntry id="o2"><text>"salad"</text></outputEntry></rule></decisionTable></decision></definitions>`
    const rule = '<bpmn:businessRuleTask id="Choose" camunda:decisionRef="dish" camunda:mapDecisionResult="singleEntry" camunda:resultVariable="food"/>'
    const c = await (await conduct().deploy(processOf(chain(start, rule, task('Eat'), end)), { 'dish.dmn': dmn })).start({ season: 'winter' })
    expect(await c.variables()).toMatchObject({ food: 'stew' })
    expect((await c.rest.get(`/history/decision-instance?processInstanceId=${c.id}`)).body).toHaveLength(1)
  })

  it('an external task is fetched, locked and completed by a worker', async () => {
    const c = await (
      await conduct().deploy(processOf(chain(start, '<bpmn:serviceTask id="Ext" camunda:type="external" camunda:topic="conform"/>', task('After'), end)))
    ).start()
    const fetched = await c.rest.post('/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'conform', lockDuration: 10000 }] })
    expect(fetched.body).toHaveLength(1)
    expect((await c.rest.post(`/external-task/${fetched.body[0].id}/complete`, { workerId: 'w', variables: { done: { value: true } } })).status).toBe(204)
    expect(await c.open()).toEqual(['After'])
  })
})
