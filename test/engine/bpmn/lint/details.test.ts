import { describe, expect, it } from 'vitest'
import { briefly, capabilities, chain, definitions, end, findingsOf, flow, processOf, start, task } from '../../../support/lint.ts'

const extension = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`
const withTask = (attributes: string, inside = '') => processOf(chain(start, `<bpmn:userTask id="X" ${attributes}>${inside}</bpmn:userTask>`, end))
const withService = (attributes: string) => processOf(chain(start, `<bpmn:serviceTask id="X" ${attributes}/>`, end))
const mapped = (parameters: string) => extension(`<camunda:inputOutput>${parameters}</camunda:inputOutput>`)

describe('a timer', () => {
  const boundary = (inside: string) =>
    processOf(
      `${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X" attachedToRef="T"><bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('X', 'End')}`,
    )
  const started = (inside: string) =>
    processOf(chain(`<bpmn:startEvent id="X"><bpmn:timerEventDefinition>${inside}</bpmn:timerEventDefinition></bpmn:startEvent>`, end))

  it.each([
    '<bpmn:timeDuration>PT1H</bpmn:timeDuration>',
    '<bpmn:timeDuration>${wait}</bpmn:timeDuration>',
    '<bpmn:timeDate>2026-03-01T08:00:00+08:00</bpmn:timeDate>',
    '<bpmn:timeDate>${overdueAt}</bpmn:timeDate>',
    '<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>',
    '<bpmn:timeCycle>0 0 9 * * ?</bpmn:timeCycle>',
    '<bpmn:timeDuration>=wait</bpmn:timeDuration>',
    '<bpmn:timeCycle> R/2026-01-01T00:00:00Z/P1M </bpmn:timeCycle>',
  ])('%s is fine', async (inside) => expect(await briefly(boundary(inside))).toEqual([]))

  it('that repeats may interrupt: it fires once', async () => {
    expect(await briefly(boundary('<bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>'))).toEqual([])
  })

  it.each([
    '',
    '<bpmn:timeDuration/>',
    '<bpmn:timeDuration>1 hour</bpmn:timeDuration>',
    '<bpmn:timeDuration>P99999999999Y</bpmn:timeDuration>',
    '<bpmn:timeDate>tomorrow</bpmn:timeDate>',
    '<bpmn:timeDate>2026-02-30</bpmn:timeDate>',
    '<bpmn:timeCycle>PT1H</bpmn:timeCycle>',
    '<bpmn:timeCycle>R0/PT1H</bpmn:timeCycle>',
    '<bpmn:timeCycle>R/PT0S</bpmn:timeCycle>',
    '<bpmn:timeCycle>0 0 25 * * ?</bpmn:timeCycle>',
    '<bpmn:timeDuration>PT1H</bpmn:timeDuration><bpmn:timeDate>2026-03-01</bpmn:timeDate>',
  ])('%s is refused', async (inside) => expect(await briefly(boundary(inside))).toEqual(['error timer X']))

  it('that can not be parsed is refused as an expression', async () => {
    expect(await briefly(boundary('<bpmn:timeDuration>${wait</bpmn:timeDuration>'))).toEqual(['error expression X'])
  })

  it('that starts a process can not read variables, because there are none yet', async () => {
    expect(await briefly(started('<bpmn:timeCycle>${cycle}</bpmn:timeCycle>'))).toEqual(['error timer X'])
    expect(await briefly(started("<bpmn:timeCycle>${'R3/P1D'}</bpmn:timeCycle>"))).toEqual([])
    expect(await briefly(started('<bpmn:timeCycle>R/P1D</bpmn:timeCycle>'))).toEqual([])
  })

  it('may be defined once at the root and referred to', async () => {
    const referring = (inside: string) =>
      definitions(
        `<bpmn:timerEventDefinition id="Daily">${inside}</bpmn:timerEventDefinition><bpmn:process id="test" isExecutable="true">${chain('<bpmn:startEvent id="X"><bpmn:eventDefinitionRef>Daily</bpmn:eventDefinitionRef></bpmn:startEvent>', end)}</bpmn:process>`,
      )

    expect(await briefly(referring('<bpmn:timeCycle>R/P1D</bpmn:timeCycle>'))).toEqual([])
    expect(await briefly(referring('<bpmn:timeCycle>daily</bpmn:timeCycle>'))).toEqual(['error timer X'])
  })
})

describe('a message event', () => {
  const boundary = (definition: string, rest = '', attributes = '') =>
    processOf(
      `${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X" attachedToRef="T" ${attributes}>${definition}</bpmn:boundaryEvent>${flow('X', 'End')}`,
      '',
      rest,
    )

  it('names its message', async () => {
    expect(await briefly(boundary('<bpmn:messageEventDefinition/>'))).toEqual(['error message X'])
    expect(await briefly(boundary('<bpmn:messageEventDefinition messageRef="M"/>', '<bpmn:message id="M"/>'))).toEqual(['error message X'])
    expect(await briefly(boundary('<bpmn:messageEventDefinition messageRef="M"/>', '<bpmn:message id="M" name="withdraw-${id}"/>'))).toEqual([])
  })

  it('says by a rule who may start its action', async () => {
    const action = (who: string) =>
      boundary('<bpmn:messageEventDefinition messageRef="M"/>', '<bpmn:message id="M" name="extend"/>', `cz:action="extend" cz:who="${who}"`)

    expect(await briefly(action('role:township-handler@case.township;initiator'))).toEqual([])
    expect(await briefly(action('everybody'))).toEqual(['error assign X'])
  })
})

describe('a service task', () => {
  it.each([
    ['without anything to do', '', ['error handler X']],
    ['with two things to do', 'camunda:class="register" camunda:expression="${1}"', ['error handler X']],
    ['with an unknown handler', 'camunda:delegateExpression="${unknown}"', ['error handler X']],
    ['with a Java class', 'camunda:class="com.example.Delegate"', ['error handler X']],
    ['with a method of a bean', 'camunda:delegateExpression="${bean.method()}"', ['error handler X']],
    ['with a known class', 'camunda:class="register"', []],
    ['with an expression that can not be parsed', 'camunda:expression="${1 +}"', ['error expression X']],
  ])('%s', async (_, attributes, expected) => expect(await briefly(withService(attributes))).toEqual(expected))

  it('names the handler that is missing', async () => {
    expect(await findingsOf(withService('camunda:delegateExpression="${ sendMail }"'))).toEqual([
      { element: 'X', rule: 'handler', severity: 'error', message: { 'zh-CN': '没有名为 sendMail 的处理器', en: 'There is no handler called sendMail' } },
    ])
  })
})

describe('a user task', () => {
  it.each([
    ['that nobody gets', '', ['warning assign X']],
    ['with a rule that is none', 'cz:assign="role:handler"', ['error assign X']],
    ['with one good and one bad rule', 'cz:assign="initiator; boss"', ['error assign X']],
    ['with an unknown rule for nobody', 'cz:assign="initiator" cz:onEmpty="skip"', ['error assign X']],
    ['with a limit that is none', 'cz:assign="initiator" cz:due="soon"', ['error due X']],
    ['with a limit of working days', 'cz:assign="initiator" cz:due="15wd"', []],
    ['with a limit of a duration', 'cz:assign="initiator" cz:due="PT4H"', []],
    ['with a limit from a field', 'cz:assign="field:handler.id" cz:due="field:deadlineOn"', []],
    ['with a due date that is none', 'camunda:assignee="a" camunda:dueDate="soon"', ['error due X']],
    ['with a due date', 'camunda:assignee="a" camunda:dueDate="2026-03-01T00:00:00Z" camunda:followUpDate="P2D"', []],
    ['with a follow-up that is none', 'camunda:assignee="a" camunda:followUpDate="2026-02-30"', ['error due X']],
    ['with a priority that is none', 'camunda:assignee="a" camunda:priority="high"', ['error priority X']],
    ['with a priority that is computed', 'camunda:assignee="a" camunda:priority="${level}"', []],
  ])('%s', async (_, attributes, expected) => expect(await briefly(withTask(attributes))).toEqual(expected))

  it.each([
    ['<cz:field path="amount" access="readonly"/>', []],
    ['<cz:field path="rows[].amount" access="hidden"/><cz:field path="整改情况" access="editable"/>', []],
    ['<cz:field path="amount" access="readOnly"/>', ['error field X']],
    ['<cz:field path="amount"/>', ['error field X']],
    ['<cz:field access="hidden"/>', ['error field X']],
    ['<cz:field path="a b" access="hidden"/>', ['error field X']],
    ['<cz:field path="__proto__" access="hidden"/>', ['error field X']],
    ['<cz:field path="a" access="hidden"/><cz:field path="a" access="editable"/>', ['error field X']],
  ])('with %s', async (fields, expected) => expect(await briefly(withTask('camunda:assignee="a"', extension(fields)))).toEqual(expected))
})

describe('a form', () => {
  const can = capabilities({ forms: ['verify'] })

  it.each([
    ['camunda:formRef="verify" camunda:formRefBinding="deployment"', []],
    ['camunda:formRef="verify" camunda:formRefBinding="version" camunda:formRefVersion="2"', []],
    ['camunda:formRef="missing" camunda:formRefBinding="deployment"', ['error form X']],
    ['camunda:formRef="missing" camunda:formRefBinding="latest"', ['warning form X']],
    ['camunda:formRef="missing"', ['warning form X']],
    ['camunda:formRef="verify" camunda:formRefBinding="newest"', ['error form X']],
    ['camunda:formRef="verify" camunda:formRefBinding="version"', ['error form X']],
    ['camunda:formRef="verify" camunda:formRefBinding="version" camunda:formRefVersion="0"', ['error form X']],
  ])('with %s', async (attributes, expected) => expect(await briefly(withTask(`camunda:assignee="a" ${attributes}`), can)).toEqual(expected))
})

describe('a mapping', () => {
  const input = '<camunda:inputParameter name="a">${b}</camunda:inputParameter>'
  const output = '<camunda:outputParameter name="a">${b}</camunda:outputParameter>'

  it.each([
    ['of inputs and outputs', input + output, []],
    ['without a name', '<camunda:inputParameter>1</camunda:inputParameter>', ['error mapping X']],
    ['with a name twice', input + input, ['error mapping X']],
    ['that can not be parsed', '<camunda:inputParameter name="a">${b</camunda:inputParameter>', ['error expression X']],
  ])('%s', async (_, parameters, expected) => expect(await briefly(withTask('camunda:assignee="a"', mapped(parameters)))).toEqual(expected))

  it.each([
    [
      'on a gateway',
      processOf(
        chain(start, task('T'), `<bpmn:exclusiveGateway id="X">${mapped(input)}</bpmn:exclusiveGateway>`, end) + task('U') + flow('T', 'U') + flow('U', 'X'),
      ),
      ['error mapping X'],
    ],
    ['of outputs on an end event', processOf(chain(start, `<bpmn:endEvent id="X">${mapped(output)}</bpmn:endEvent>`)), ['error mapping X']],
    ['of inputs on an end event', processOf(chain(start, `<bpmn:endEvent id="X">${mapped(input)}</bpmn:endEvent>`)), []],
    ['on the process', processOf(mapped(input) + chain(start, end)), ['error mapping test']],
  ])('%s', async (_, xml, expected) => expect(await briefly(xml)).toEqual(expected))
})

describe('a retry cycle', () => {
  it.each([
    ['R3/PT10M', []],
    ['PT5S,PT1M, PT10M', []],
    ['PT5S', []],
    ['three times', ['error retry X']],
    ['${cycle}', ['error retry X']],
    ['', ['error retry X']],
  ])('%s', async (cycle, expected) =>
    expect(await briefly(withTask('camunda:assignee="a"', extension(`<camunda:failedJobRetryTimeCycle>${cycle}</camunda:failedJobRetryTimeCycle>`)))).toEqual(
      expected,
    ),
  )
})

describe('an id', () => {
  it('is needed by every element that runs', async () => {
    expect(await briefly(processOf(`${chain(start, end)}<bpmn:userTask camunda:assignee="a"/>`))).toContain('error id ')
  })

  it('is at most 200 characters long', async () => {
    const id = 'a'.repeat(201)

    expect(await briefly(processOf(chain(start, task('T'), end).replaceAll('T-End', id)))).toEqual([`error id ${id}`])
  })
})
