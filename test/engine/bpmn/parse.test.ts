import { describe, expect, it } from 'vitest'
import { parseBpmn } from '../../../engine/bpmn/parse.ts'
import { readForDeployment } from '../../../engine/bpmn/deploy.ts'
import { briefly, capabilities, chain, definitions, end, findingsOf, flow, processOf, start, task } from '../../support/lint.ts'

describe('a file', () => {
  it('is read into its processes', async () => {
    const { processes, findings } = await parseBpmn(definitions('<bpmn:process id="a"/><bpmn:process id="b"/>'))

    expect(processes.map((process) => process.id)).toEqual(['a', 'b'])
    expect(findings).toEqual([])
  })

  it('with an executable process deploys, in the byte order mark and in any prefix too', async () => {
    const xml = processOf(chain(start, task('A'), end))

    expect(await briefly(xml)).toEqual([])
    expect(await briefly(`\uFEFF${xml}`)).toEqual([])
    expect(
      await briefly(
        xml.replaceAll('bpmn:', 'b:').replaceAll('xmlns:bpmn=', 'xmlns:b=').replaceAll('camunda', 'c7').replaceAll('http://c7.org', 'http://camunda.org'),
      ),
    ).toEqual([])
    expect(await briefly(xml.replaceAll('<bpmn:', '<').replaceAll('</bpmn:', '</').replaceAll('xmlns:bpmn=', 'xmlns='))).toEqual([])
  })

  it('keeps a process that is not executable without compiling or checking it', async () => {
    const { graphs, findings } = await readForDeployment(
      definitions(
        `<bpmn:process id="drawn"><bpmn:parallelGateway id="G"/></bpmn:process><bpmn:process id="run" isExecutable="true">${chain(start, end)}</bpmn:process>`,
      ),
      capabilities(),
    )

    expect(graphs.map((graph) => graph.key)).toEqual(['run'])
    expect(findings).toEqual([])
  })

  it('without any process is refused', async () => {
    expect(await briefly(definitions('<bpmn:message id="M" name="m"/>'))).toEqual(['error process '])
  })

  it.each([
    ['nothing', ''],
    ['plain text', 'hello'],
    ['JSON', '{"bpmn": true}'],
    ['HTML', '<html><body>hello</body></html>'],
    ['an open tag', '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process'],
    ['an open element', '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process>'],
    ['tags that do not match', '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process></bpmn:definitions>'],
    ['a process without definitions', '<bpmn:process xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="p"/>'],
    ['DMN', '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"/>'],
    ['binary', '\u0000\u0001PK\u0003\u0004'],
  ])('that is %s is refused as unreadable', async (_, xml) => expect(new Set(await briefly(xml))).toEqual(new Set(['error xml '])))

  it.each([
    ['DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]>'],
    ['doctype in small letters', '<!doctype html>'],
    ['an entity', '<!ENTITY a "b">'],
  ])('with a %s declaration is refused', async (_, declaration) => {
    expect(await briefly(`<?xml version="1.0"?>${declaration}${definitions('<bpmn:process id="p"/>')}`)).toEqual(['error doctype '])
  })

  it('of more than one megabyte is refused', async () => {
    expect(await briefly(processOf(`<bpmn:documentation>${'安'.repeat(350_000)}</bpmn:documentation>`))).toEqual(['error size '])
  })
})

describe('a warning of the parser is an error, because what it dropped would not run:', () => {
  it.each([
    ['an unknown attribute', task('A', 'colour="red"'), 'error xml A', 'colour'],
    ['an unknown camunda attribute', task('A', 'camunda:secret="1"'), 'error xml A', 'camunda:secret'],
    ['an unknown cz attribute', task('A', 'cz:secret="1"'), 'error xml A', 'cz:secret'],
    ['an undeclared prefix', task('A', 'zz:x="1"'), 'error xml ', 'zz'],
    ['an unknown element', '<bpmn:wishTask id="A"/>', 'error xml test', 'WishTask'],
    ['an unknown child', task('A', '', '<bpmn:wish/>'), 'error xml A', 'Wish'],
    ['an unknown camunda element', task('A', '', '<bpmn:extensionElements><camunda:wish/></bpmn:extensionElements>'), 'error xml A', 'camunda:Wish'],
    ['a reference to nothing', flow('Here', 'There'), 'error xml Here-There', 'Here'],
    ['an id used twice', `${task('A')}${task('A')}`, 'error xml A', 'A'],
    ['text where none belongs', task('A', '', 'hello'), 'error xml A', 'hello'],
  ])('%s', async (_, content, expected, named) => {
    const findings = await findingsOf(processOf(content))

    expect(findings.map(({ severity, rule, element }) => `${severity} ${rule} ${element}`)).toContain(expected)
    expect(findings.some(({ rule, message }) => rule === 'xml' && message['zh-CN'].includes(named) && message.en.includes(named))).toBe(true)
  })

  it('two processes with the same id', async () => {
    expect(await briefly(definitions(`<bpmn:process id="p" isExecutable="true">${chain(start, end)}</bpmn:process><bpmn:process id="p"/>`))).toEqual([
      'error xml p',
    ])
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('an element may be called %s only when that is safe', async (id) => {
    const { graphs, findings } = await readForDeployment(processOf(chain(start, task(id), end)), capabilities())

    const refused = ['__proto__', 'constructor', 'prototype'].includes(id)
    expect(findings.some((finding) => finding.severity === 'error')).toBe(refused)
    if (!refused) expect(graphs[0]?.nodes[id]?.name).toBe('')
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })
})

describe('what the schema does not allow is refused:', () => {
  it('an id that is no name', async () => expect(await briefly(processOf(chain(start, task('A B'), end)))).toContain('error schema A B'))
  it('an id with a colon', async () => expect(await briefly(processOf(chain(start, task('a:B'), end)))).toContain('error schema a:B'))
})

describe('hostile text is answered within two seconds:', () => {
  const short = (content: string) =>
    `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="x"><b:process id="p" isExecutable="true">${content}</b:process></b:definitions>`
  const many = (count: number, item: (index: number) => string) => Array.from({ length: count }, (_, index) => item(index)).join('')

  it.each([
    ['a million angle brackets', '<'.repeat(1_000_000)],
    ['open comments', short('<!--'.repeat(200_000))],
    ['open instructions', short('<?'.repeat(400_000))],
    ['open character data', short('<![CDATA['.repeat(100_000))],
    ['open quotes', short('<b:task name="'.repeat(70_000))],
    ['elements 20,000 deep', short('<b:subProcess>'.repeat(20_000) + '</b:subProcess>'.repeat(20_000))],
    ['elements 20,000 deep that look closed', short('<b:subProcess name="/>">'.repeat(20_000) + '</b:subProcess>'.repeat(20_000))],
    ['foreign elements 90,000 deep', short(`<b:extensionElements>${'<x:a>'.repeat(90_000)}${'</x:a>'.repeat(90_000)}</b:extensionElements>`)],
    ['lanes 18,000 deep', short(`<b:laneSet id="l">${'<b:lane><b:childLaneSet>'.repeat(18_000)}${'</b:childLaneSet></b:lane>'.repeat(18_000)}</b:laneSet>`)],
    ['a namespace per nested element', short(many(9000, (index) => `<b:subProcess xmlns:n${index}="n${index}">`) + '</b:subProcess>'.repeat(9000))],
    [
      'a namespace per element beside thousands',
      short(
        `<b:subProcess ${many(5000, (index) => `xmlns:n${index}="n${index}" `)}>${many(5000, (index) => `<b:task xmlns:m${index}="m${index}"/>`)}</b:subProcess>`,
      ),
    ],
    ['attributes without values', short(`<b:task ${'a '.repeat(400_000)}/>`)],
    ['the same attribute again and again', short(`<b:task ${'a="" '.repeat(150_000)}/>`)],
    ['unknown attributes', short(`<b:task id="t" ${many(60_000, (index) => `a${index}="" `)}/>`)],
    ['foreign attributes', short(`<b:task id="t" ${many(60_000, (index) => `x:a${index}="" `)}/>`)],
    ['unknown elements', short('<b:x/>'.repeat(150_000))],
    ['the same id again and again', short('<b:task id="a"/>'.repeat(60_000))],
    [
      'values nested 20,000 deep',
      short(
        `<b:task id="t"><b:extensionElements><c:inputOutput><c:inputParameter name="a">${'<c:list>'.repeat(20_000)}${'</c:list>'.repeat(20_000)}</c:inputParameter></c:inputOutput></b:extensionElements></b:task>`,
      ).replace('xmlns:x', 'xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:x'),
    ],
    ['values that are none', short('<b:task startQuantity="many"/>'.repeat(30_000))],
    ['references to the wrong things', short(`<b:task id="t"/>${many(12_000, (index) => `<b:sequenceFlow id="f${index}" sourceRef="p" targetRef="p"/>`)}`)],
    [
      'thousands of processes',
      short('').replace('</b:definitions>', `${many(15_000, (index) => `<b:process id="p${index}" isExecutable="true"/>`)}</b:definitions>`),
    ],
    [
      'thousands of lanes for one element',
      short(
        `<b:startEvent id="s"/><b:laneSet id="l">${many(12_000, (index) => `<b:lane id="l${index}"><b:flowNodeRef>s</b:flowNodeRef></b:lane>`)}</b:laneSet>`,
      ),
    ],
    [
      'a thousand handlers and a thousand throws for them',
      short(
        many(
          990,
          (index) =>
            `<b:task id="t${index}" isForCompensation="true"/><b:endEvent id="e${index}"><b:compensateEventDefinition activityRef="t${index}"/></b:endEvent>`,
        ),
      ),
    ],
    ['values that are never closed', short('<b:task name="<'.repeat(60_000))],
    ['misplaced text', short('<b:task>x</b:task>'.repeat(55_000))],
    ['undeclared prefixes', short('<b:task z:x=""/>'.repeat(60_000))],
    ['references to nothing', short(`<b:task id="t">${'<b:incoming>f</b:incoming>'.repeat(38_000)}</b:task>`)],
    ['thirty thousand tasks', short(many(30_000, (index) => `<b:userTask id="t${index}"/>`))],
    ['thousands of flows at one task', short(`<b:userTask id="t"/>${many(12_000, (index) => `<b:sequenceFlow id="f${index}" sourceRef="t" targetRef="t"/>`)}`)],
    ['thousands of boundary events', short(`<b:userTask id="t"/>${many(14_000, (index) => `<b:boundaryEvent id="e${index}" attachedToRef="t"/>`)}`)],
  ])(
    '%s',
    async (_, xml) => {
      expect(xml.length).toBeLessThan(1_048_576)

      const { graphs, findings } = await readForDeployment(xml, capabilities())

      expect(findings.some((finding) => finding.severity === 'error')).toBe(true)
      expect(findings.length).toBeLessThanOrEqual(1001)
      expect(JSON.stringify(findings).length).toBeLessThan(1_000_000)
      expect(graphs.length).toBeLessThanOrEqual(1)
    },
    10_000,
  )
})
