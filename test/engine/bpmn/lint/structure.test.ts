import { describe, expect, it } from 'vitest'
import { briefly, chain, end, flow, processOf, start, task } from '../../../support/lint.ts'

const timer = '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>'
const message = '<bpmn:message id="M" name="withdraw"/>'
const boundary = (id: string, host: string, definition = timer) => `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}">${definition}</bpmn:boundaryEvent>`
const sub = (id: string, inside: string) => `<bpmn:subProcess id="${id}">${inside}</bpmn:subProcess>`
const inner = chain('<bpmn:startEvent id="S"/>', task('I'), '<bpmn:endEvent id="E"/>')
const gateway = (id: string, attributes = '') => `<bpmn:exclusiveGateway id="${id}" ${attributes}/>`

describe('start and end', () => {
  it.each([
    ['a process without a start event', processOf(chain(task('T'), end)), ['error start test']],
    ['an empty process', processOf(''), ['error start test']],
    [
      'a process with two start events without trigger',
      processOf(chain(start, end) + chain('<bpmn:startEvent id="Start2"/>', '<bpmn:endEvent id="End2"/>')),
      ['error start test'],
    ],
    ['a sub-process without flow elements', processOf(chain(start, sub('X', ''), end)), ['error start X']],
    [
      'a sub-process whose start has a trigger',
      processOf(chain(start, sub('X', chain(`<bpmn:startEvent id="S">${timer}</bpmn:startEvent>`, '<bpmn:endEvent id="E"/>')), end)),
      ['error start X'],
    ],
    ['a flow into a start event', processOf(chain(start, task('T'), end) + flow('T', 'Start')), ['error start Start']],
    ['a process that begins and does not end', processOf(chain(start, task('T'))), ['error end test']],
    ['a sub-process that begins and does not end', processOf(chain(start, sub('X', chain('<bpmn:startEvent id="S"/>', task('T'))), end)), ['error end X']],
    ['a flow out of an end event', processOf(chain(start, end, task('T')) + flow('T', 'End')), ['error end End']],
  ])('%s is refused', async (_, xml, expected) => expect(await briefly(xml)).toEqual(expected))
})

describe('what no token can reach', () => {
  it('is refused when nothing leads to it', async () => {
    expect(await briefly(processOf(chain(start, end) + chain(task('Lost'), task('AlsoLost')) + flow('AlsoLost', 'End')))).toEqual([
      'error unreachable Lost',
      'warning unreachable AlsoLost',
    ])
  })

  it('is only warned of when it runs in a circle', async () => {
    expect(await briefly(processOf(chain(start, end) + chain(task('A'), task('B')) + flow('B', 'A')))).toEqual([
      'warning unreachable A',
      'warning unreachable B',
    ])
  })

  it('does not mean what follows a boundary event', async () => {
    expect(await briefly(processOf(chain(start, task('T'), end) + boundary('X', 'T') + task('After') + flow('X', 'After') + flow('After', 'End')))).toEqual([])
  })
})

describe('a sequence flow', () => {
  it.each([
    ['into a sub-process', processOf(chain(start, sub('X', inner), end) + flow('Start', 'I')), ['error sequence-flow Start-I']],
    ['out of a sub-process', processOf(chain(start, sub('X', inner), end) + flow('I', 'End')), ['error sequence-flow I-End']],
    [
      'drawn inside another scope than its ends',
      processOf(chain(start, task('T')) + end + sub('X', inner + flow('T', 'End')) + flow('T', 'X')),
      ['error sequence-flow T-End'],
    ],
    [
      'to a text annotation',
      processOf(`${chain(start, task('T'), end)}<bpmn:textAnnotation id="N"/>${flow('T', 'N')}`),
      ['error reference T-N', 'error sequence-flow T-N'],
    ],
    [
      'to another process',
      processOf(`${chain(start, task('T'), end)}${flow('T', 'Other')}`, '', `<bpmn:process id="p2">${task('Other')}</bpmn:process>`),
      ['error sequence-flow T-Other'],
    ],
    [
      'from a boundary event into the scope of its host',
      processOf(chain(start, sub('X', inner), end) + boundary('B', 'X') + flow('B', 'I')),
      ['error sequence-flow B-I'],
    ],
  ])('%s is refused', async (_, xml, expected) => expect(await briefly(xml)).toEqual(expected))

  it('without source or target is refused', async () => {
    expect(await briefly(processOf(`${chain(start, end)}<bpmn:sequenceFlow id="F"/>`))).toEqual(['error schema F', 'error schema F'])
  })

  it('from an element to itself is a loop, and fine', async () => {
    expect(await briefly(processOf(chain(start, task('T'), end) + flow('T', 'T')))).toEqual([])
  })
})

describe('a boundary event', () => {
  it.each([
    [
      'on a gateway',
      processOf(chain(start, task('T'), gateway('G'), end) + task('U') + flow('T', 'U') + flow('U', 'G') + boundary('X', 'G') + flow('X', 'End')),
      ['error reference X', 'error boundary X'],
    ],
    ['on an event', processOf(chain(start, end) + boundary('X', 'End') + flow('X', 'End')), ['error reference X', 'error boundary X']],
    [
      'on nothing',
      processOf(`${chain(start, task('T'), end)}<bpmn:boundaryEvent id="X">${timer}</bpmn:boundaryEvent>${flow('X', 'End')}`),
      ['error schema X', 'error boundary X'],
    ],
    ['on an activity of another scope', processOf(chain(start, sub('Sub', inner), end) + boundary('X', 'I') + flow('X', 'End')), ['error boundary X']],
    [
      'without a trigger',
      processOf(chain(start, task('T'), end) + boundary('X', 'T', '') + flow('X', 'End')),
      ['error supported-element X', 'error trigger X'],
    ],
    ['with a flow in', processOf(chain(start, task('T'), end) + boundary('X', 'T') + flow('X', 'End') + flow('T', 'X')), ['error boundary X']],
    ['that leads nowhere', processOf(chain(start, task('T'), end) + boundary('X', 'T')), ['error boundary X']],
    [
      'for a message that another on the same activity waits for',
      processOf(
        chain(start, task('T'), end) +
          boundary('A', 'T', '<bpmn:messageEventDefinition messageRef="M"/>') +
          boundary('X', 'T', '<bpmn:messageEventDefinition messageRef="M2"/>') +
          flow('A', 'End') +
          flow('X', 'End'),
        '',
        `${message}<bpmn:message id="M2" name="withdraw"/>`,
      ),
      ['error twins X'],
    ],
  ])('%s is refused', async (_, xml, expected) => expect(await briefly(xml)).toEqual(expected))

  it('may wait for the same message on another activity, and twice for other messages', async () => {
    const on = (id: string, host: string, ref: string) => boundary(id, host, `<bpmn:messageEventDefinition messageRef="${ref}"/>`) + flow(id, 'End')

    expect(
      await briefly(
        processOf(
          chain(start, task('A'), task('B'), end) + on('X', 'A', 'M') + on('Y', 'B', 'M') + on('Z', 'B', 'M2'),
          '',
          `${message}<bpmn:message id="M2" name="other"/>`,
        ),
      ),
    ).toEqual([])
  })
})

describe('a gateway', () => {
  it('that splits in parallel takes every branch, so a condition on one is pointed out', async () => {
    const parallel = processOf(
      `${chain(start, '<bpmn:parallelGateway id="G"/>')}${task('A')}${task('B')}${flow('G', 'A', yes)}${flow('G', 'B')}${flow('A', 'End')}${flow('B', 'End')}${end}`,
    )

    expect(await briefly(parallel)).toEqual(['warning gateway G-A'])
  })

  const split = (first: string, second: string, attributes = '') =>
    processOf(`${chain(start, gateway('G', attributes))}${task('A')}${task('B')}${first}${second}${flow('A', 'End')}${flow('B', 'End')}${end}`)
  const yes = '${yes}'

  it.each([
    ['without a way on', processOf(chain(start, task('T'), end) + gateway('G') + flow('T', 'G')), ['error gateway G']],
    ['that neither joins nor splits', processOf(chain(start, gateway('G'), end)), ['error gateway-direction G']],
    ['with a branch that has no condition and is not the default', split(flow('G', 'A', yes), flow('G', 'B')), ['error gateway G-B']],
    ['whose default is not its own', split(flow('G', 'A', yes), flow('G', 'B', yes), 'default="A-End"'), ['error default-flow G']],
    ['whose default has a condition', split(flow('G', 'A', yes), flow('G', 'B', yes), 'default="G-B"'), ['error default-flow G-B']],
  ])('%s is refused', async (_, xml, expected) => expect(await briefly(xml)).toEqual(expected))

  it('without a default is warned of', async () => {
    expect(await briefly(split(flow('G', 'A', yes), flow('G', 'B', yes)))).toEqual(['warning gateway G'])
    expect(await briefly(processOf(chain(start, task('T'), gateway('G')) + task('U') + flow('T', 'U') + flow('U', 'G') + end + flow('G', 'End', yes)))).toEqual(
      ['warning gateway G'],
    )
  })

  it('with conditions and a default is fine', async () => {
    expect(await briefly(split(flow('G', 'A', yes), flow('G', 'B'), 'default="G-B"'))).toEqual([])
  })
})

describe('a condition', () => {
  const out = (condition: string) =>
    processOf(
      `${chain(start, gateway('G', 'default="G-B"'))}${task('A')}${task('B')}${flow('G', 'A', condition)}${flow('G', 'B')}${flow('A', 'End')}${flow('B', 'End')}${end}`,
    )

  it.each([
    ['without a language mark', 'level == 3', ['error condition G-A']],
    ['that is empty', '', ['error condition G-A']],
    ['that is text around expressions', '${a} and ${b}', ['error condition G-A']],
    ['with text after it', '${a} ', []],
    ['with a brace inside its text', "${a == '}'}", []],
    ['in FEEL', '= a > 3', []],
    ['in FEEL that can not be parsed', '= a >', ['error expression G-A']],
    ['that can not be parsed', '${a >}', ['error expression G-A']],
  ])('%s: %s', async (_, condition, expected) => expect(await briefly(out(condition))).toEqual(expected))

  it.each([
    ['in another language', 'language="http://groovy.example"'],
    ['in a resource', 'camunda:resource="deployment://c.js"'],
  ])('%s is refused', async (_, attribute) =>
    expect(await briefly(out('${a}').replace('<bpmn:conditionExpression', `<bpmn:conditionExpression ${attribute}`))).toEqual(['error condition G-A']),
  )

  it('that says it is JUEL is fine', async () => {
    expect(await briefly(out('${a}').replace('<bpmn:conditionExpression', '<bpmn:conditionExpression language="juel"'))).toEqual([])
  })

  it('after an event is refused', async () => {
    expect(await briefly(processOf(`${start}${task('T')}${flow('Start', 'T', '${a}')}${flow('T', 'End')}${end}`))).toEqual(['error condition Start-T'])
    expect(await briefly(processOf(`${chain(start, task('T'), end)}${boundary('X', 'T')}${flow('X', 'End', '${a}')}`))).toEqual(['error condition X-End'])
  })

  it('on one of several flows out of an activity is fine, on the only one it is refused', async () => {
    expect(await briefly(processOf(`${chain(start, task('T'), end)}${task('A')}${flow('T', 'A', '${a}')}${flow('A', 'End')}`))).toEqual([])
    expect(await briefly(processOf(`${chain(start, task('T'))}${end}${flow('T', 'End', '${a}')}`))).toEqual(['error condition T-End'])
  })
})

describe('the default flow of an activity', () => {
  it('is one of its own, without a condition', async () => {
    const from = (attributes: string, condition?: string) =>
      processOf(`${chain(start, task('T', attributes))}${task('A')}${flow('T', 'A', '${a}')}${flow('T', 'End', condition)}${flow('A', 'End')}${end}`)

    expect(await briefly(from('default="T-End"'))).toEqual([])
    expect(await briefly(from('default="A-End"'))).toEqual(['error default-flow T'])
    expect(await briefly(from('default="T-End"', '${b}'))).toEqual(['error default-flow T-End'])
  })
})

describe('a model with many slips', () => {
  it('is told all of them at once', async () => {
    const xml = processOf(
      `${start}${task('Lost')}<bpmn:scriptTask id="Script"/>${flow('Start', 'Script', 'yes')}${gateway('G')}${flow('Script', 'G')}${boundary('B', 'G')}<bpmn:serviceTask id="Service" camunda:class="com.example.A"/>${flow('B', 'Service')}`,
    )

    expect(await briefly(xml)).toEqual([
      'error reference B',
      'error end test',
      'error unreachable Lost',
      'error boundary B',
      'error gateway G',
      'error condition Start-Script',
      'error condition Start-Script',
      'error handler Service',
      'error script Script',
    ])
  })

  it('that is too large is only told that', async () => {
    const tasks = Array.from({ length: 2001 }, (_, index) => `<bpmn:scriptTask id="T${index}"/>`).join('')

    expect(await briefly(processOf(tasks))).toEqual(['error size test'])
  })

  it('that is nested too deeply is only told that', async () => {
    const nested = (depth: number): string => (depth === 0 ? '' : sub(`S${depth}`, nested(depth - 1)))

    expect(await briefly(processOf(nested(22)))).toEqual(['error nesting S1'])
    expect(await briefly(processOf(nested(20)))).not.toContain('error nesting S1')
    expect(await briefly(processOf(nested(65)))).toEqual(['error nesting '])
  })
})
