import { describe, expect, it } from 'vitest'
import { chain, end, flow, processOf, start, task } from '../support/bpmn.ts'
import { useConductor } from './driver.ts'

const conduct = useConductor()

const errorEnd = (id: string, ref: string) => `<bpmn:endEvent id="${id}"><bpmn:errorEventDefinition errorRef="${ref}"/></bpmn:endEvent>`
const boundary = (id: string, host: string, ref = '') =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}"><bpmn:errorEventDefinition ${ref && `errorRef="${ref}"`}/></bpmn:boundaryEvent>`
const errors = '<bpmn:error id="E1" errorCode="one"/><bpmn:error id="E2" errorCode="two"/>'
const failingSub = (ref: string) => `<bpmn:subProcess id="Sub">${chain('<bpmn:startEvent id="S"/>', task('Inside'), errorEnd('Fail', ref))}</bpmn:subProcess>`

describe('errors', () => {
  it('the boundary with its code catches it, the other does not', async () => {
    const model = processOf(
      `${chain(start, failingSub('E2'), end)}${boundary('One', 'Sub', 'E1')}${boundary('Two', 'Sub', 'E2')}${task('A')}${task('B')}${flow('One', 'A')}${flow('Two', 'B')}`,
      '',
      errors,
    )
    const c = await (await conduct().deploy(model)).start()
    await c.complete('Inside')
    expect(await c.open()).toEqual(['B'])
  })

  it('a boundary without a code catches any', async () => {
    const model = processOf(`${chain(start, failingSub('E1'), end)}${boundary('Any', 'Sub')}${task('A')}${flow('Any', 'A')}`, '', errors)
    const c = await (await conduct().deploy(model)).start()
    await c.complete('Inside')
    expect(await c.open()).toEqual(['A'])
  })

  it('one that nobody catches ends the instance and says which it was', async () => {
    const c = await (await conduct().deploy(processOf(chain(start, task('A'), errorEnd('Fail', 'E1')), '', errors))).start()
    await c.complete('A')
    const { body } = await c.rest.get(`/history/process-instance/${c.id}`)
    expect(body).toMatchObject({ state: 'INTERNALLY_TERMINATED', errorCode: 'one' })
  })

  it('one that a user task reports is caught on its boundary', async () => {
    const model = processOf(`${chain(start, task('Work'), end)}${boundary('Bad', 'Work', 'E1')}${task('Mend')}${flow('Bad', 'Mend')}`, '', errors)
    const c = await (await conduct().deploy(model)).start()
    const { body } = await c.rest.get(`/task?processInstanceId=${c.id}`)
    expect((await c.rest.post(`/task/${body[0].id}/bpmnError`, { errorCode: 'one', errorMessage: 'broken' })).status).toBe(204)
    expect(await c.open()).toEqual(['Mend'])
  })

  it('an expression that fails is an incident, and the token is not lost', async () => {
    const model = processOf(chain(start, '<bpmn:serviceTask id="Calc" camunda:expression="${missing + 1}" camunda:resultVariable="x"/>', task('After'), end))
    const c = await (await conduct().deploy(model)).start()
    expect(await c.incidents()).toEqual(['Calc'])
    await c.set({ missing: 1 })
    const { body } = await c.rest.get(`/incident?processInstanceId=${c.id}`)
    await c.rest.del(`/incident/${body[0].id}`)
    expect(await c.open()).toEqual(['After'])
    expect(await c.variables()).toMatchObject({ x: 2 })
  })
})

describe('data', () => {
  it('data associations copy what goes in and what comes out', async () => {
    const io =
      '<bpmn:ioSpecification id="Io"><bpmn:dataInput id="In" name="given"/><bpmn:dataOutput id="Out" name="result"/><bpmn:inputSet id="Is"><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="Os"><bpmn:dataOutputRefs>Out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>' +
      '<bpmn:dataInputAssociation id="Dia"><bpmn:sourceRef>Ref_A</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation>' +
      '<bpmn:dataOutputAssociation id="Doa"><bpmn:sourceRef>Out</bpmn:sourceRef><bpmn:targetRef>Ref_B</bpmn:targetRef></bpmn:dataOutputAssociation>'
    const objects =
      '<bpmn:dataObject id="A" name="amount"/><bpmn:dataObject id="B" name="total"/><bpmn:dataObjectReference id="Ref_A" dataObjectRef="A"/><bpmn:dataObjectReference id="Ref_B" dataObjectRef="B"/>'
    const calc = `<bpmn:scriptTask id="Calc" scriptFormat="javascript">${io}<bpmn:script>execution.setVariableLocal('result', given * 3)</bpmn:script></bpmn:scriptTask>`
    const c = await (await conduct().deploy(processOf(`${objects}${chain(start, calc, task('After'), end)}`))).start({ amount: 5 })
    expect(await c.open()).toEqual(['After'])
    expect(await c.variables()).toMatchObject({ total: 15 })
  })

  it('variables written in a sub-process reach the process, local ones do not', async () => {
    const io =
      '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="own">1</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>'
    const sub = `<bpmn:subProcess id="Sub">${io}${chain('<bpmn:startEvent id="S"/>', '<bpmn:scriptTask id="Set" scriptFormat="javascript"><bpmn:script>execution.setVariable("own", 2); execution.setVariable("shared", 3)</bpmn:script></bpmn:scriptTask>', '<bpmn:endEvent id="E"/>')}</bpmn:subProcess>`
    const model = processOf(chain(start, sub, task('After'), end))
    const c = await (await conduct().deploy(model)).start()
    const { body } = await c.rest.get(`/process-instance/${c.id}/variables`)
    expect(Object.keys(body)).toEqual(['shared'])
  })

  it('typed variables come back as they were given', async () => {
    const c = await (await conduct().deploy(processOf(chain(start, task('A'), end)))).start()
    const id = c.id
    await c.rest.put(`/process-instance/${id}/variables/day`, { value: '2026-03-01T00:00:00.000+0000', type: 'Date' })
    await c.rest.put(`/process-instance/${id}/variables/long`, { value: 9007199254740991, type: 'Long' })
    await c.rest.put(`/process-instance/${id}/variables/json`, { value: '{"a":[1]}', type: 'Json' })
    const { body } = await c.rest.get(`/process-instance/${id}/variables?deserializeValues=false`)
    expect(body.day).toMatchObject({ type: 'Date', value: '2026-03-01T00:00:00.000+0000' })
    expect(body.long).toMatchObject({ type: 'Long', value: 9007199254740991 })
    expect(JSON.parse(body.json.value)).toEqual({ a: [1] })
  })
})

describe('who starts a process', () => {
  const model = (inside: string) =>
    processOf(
      chain(`<bpmn:startEvent id="Start" camunda:initiator="who">${inside}</bpmn:startEvent>`, '<bpmn:userTask id="A" camunda:assignee="${who}"/>', end),
      '',
      '<bpmn:message id="M_who" name="who starts"/>',
    )

  it('is known by the variable that the start event names', async () => {
    const c = await (await conduct().deploy(model(''))).start()
    expect(await c.variables()).toEqual({ who: 'admin' })
    const { body } = await c.rest.get(`/task?processInstanceId=${c.id}`)
    expect(body).toMatchObject([{ taskDefinitionKey: 'A', assignee: 'admin' }])
  })

  it('also when a message starts it', async () => {
    const c = await conduct().deploy(model('<bpmn:messageEventDefinition messageRef="M_who"/>'))
    expect(await c.message('who starts')).toBe(204)
    const { body } = await c.rest.get('/task?assignee=admin&taskDefinitionKey=A&sortBy=created&sortOrder=desc')
    expect(await c.variables(body[0].processInstanceId)).toEqual({ who: 'admin' })
  })
})
