import { describe, expect, it } from 'vitest'
import { allKinds, briefly, capabilities, chain, definitions, end, findingsOf, processOf, start, task } from '../../../support/lint.ts'
import { valid } from '../tables/valid.ts'

const shown = valid.flatMap(([, kinds, xml]) => kinds.map((kind): [string, string] => [kind, xml]))

describe('an element without a behaviour is refused by name:', () => {
  it.each(shown)('%s', async (kind, xml) => {
    const can = { ...capabilities(), elements: new Set([...allKinds()].filter((each) => each !== kind)) }

    const errors = (await findingsOf(xml, can)).filter(({ severity }) => severity === 'error')

    expect(errors.length).toBeGreaterThan(0)
    for (const { rule, message } of errors) {
      expect(rule).toBe('supported-element')
      expect(message).toEqual({ 'zh-CN': `不支持执行的元素:${kind}`, en: `This element is not executed: ${kind}` })
    }
  })

  it('a choreography is kept and pointed out', async () => {
    const xml = definitions(`<bpmn:process id="p" isExecutable="true">${chain(start, end)}</bpmn:process><bpmn:choreography id="C"/>`)

    expect(await briefly(xml)).toEqual(['warning supported-element C'])
  })
})

describe('a part that changes the meaning of an element and is not executed is refused by name:', () => {
  const expression = '<bpmn:resourceAssignmentExpression><bpmn:formalExpression>a</bpmn:formalExpression></bpmn:resourceAssignmentExpression>'
  const io = (inputs: string, outputs = '<bpmn:outputSet/>') => task('X', '', `<bpmn:ioSpecification>${inputs}${outputs}</bpmn:ioSpecification>`)

  it.each([
    ['a potential owner', task('X', '', `<bpmn:potentialOwner>${expression}</bpmn:potentialOwner>`), 'resources'],
    ['a human performer', task('X', '', `<bpmn:humanPerformer>${expression}</bpmn:humanPerformer>`), 'resources'],
    ['a rendering', task('X', '', '<bpmn:rendering id="R"/>'), 'renderings'],
    ['a second set of inputs', io('<bpmn:inputSet/><bpmn:inputSet/>'), 'inputSets'],
    ['a second set of outputs', io('<bpmn:inputSet/>', '<bpmn:outputSet/><bpmn:outputSet/>'), 'outputSets'],
    [
      'inputs taken while it runs',
      io(
        '<bpmn:dataInput id="I"/><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs><bpmn:whileExecutingInputRefs>I</bpmn:whileExecutingInputRefs></bpmn:inputSet>',
      ),
      'whileExecutingInputRefs',
    ],
  ])('%s', async (_, element, name) => {
    const findings = await findingsOf(processOf(chain(start, element, end)))

    expect(findings).toMatchObject([{ element: 'X', rule: 'supported-element', severity: 'error', message: { en: expect.stringContaining(name) } }])
  })

  it('an operation of a service', async () => {
    const roots =
      '<bpmn:message id="M" name="m"/><bpmn:interface id="I" name="i"><bpmn:operation id="O" name="o"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface>'
    const service = '<bpmn:serviceTask id="X" camunda:class="register" operationRef="O"/>'

    expect(await briefly(processOf(chain(start, service, end), '', roots))).toEqual(['error supported-element X'])
  })

  it('correlation by subscription', async () => {
    const xml = processOf(
      `${chain(start, end)}<bpmn:correlationSubscription id="P" correlationKeyRef="K"/>`,
      '',
      '<bpmn:collaboration id="Co"><bpmn:correlationKey id="K"/></bpmn:collaboration>',
    )

    expect(await briefly(xml)).toEqual(['error supported-element test'])
  })

  it('roles of the process', async () => {
    expect(await briefly(processOf(`${chain(start, end)}<bpmn:potentialOwner id="P">${expression}</bpmn:potentialOwner>`))).toEqual([
      'error supported-element test',
    ])
  })

  it('a data store', async () => {
    expect(await briefly(processOf(`${chain(start, end)}<bpmn:dataStoreReference id="X"/>`))).toEqual(['error supported-element X'])
  })
})
