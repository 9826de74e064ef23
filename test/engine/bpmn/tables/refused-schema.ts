import { chain, definitions, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, line, withRoots } = p
const fine = processOf(chain(start, end))
const root = (content: string) => processOf(chain(start, end), '', content)
const inProcess = (content: string) => processOf(chain(start, end) + content)

/** What the schema of BPMN 2.0 does not allow. */
export const schema: Refused[] = [
  ['definitions without a target namespace', fine.replace('targetNamespace="test"', ''), 'schema Definitions_Test'],
  [
    'an import that is half given',
    fine.replace('<bpmn:process', '<bpmn:import importType="http://www.w3.org/2001/XMLSchema"/><bpmn:process'),
    'schema Definitions_Test',
  ],
  ['the namespace of BPMN 1', fine.replace('20100524/MODEL', '20090101/MODEL'), 'xml '],
  ['no namespace at all', '<definitions targetNamespace="a"><process id="p" isExecutable="true"/></definitions>', 'xml '],
  ...Object.entries({
    'a bare & in a value': line(task('X', 'name="a & b"')),
    'a bare & in a text': line(task('X', '', '<bpmn:documentation>a & b</bpmn:documentation>')),
    'an entity that XML does not know': line(task('X', 'name="a&nbsp;b"')),
    'a < in a value': line(task('X', 'name="a < b"')),
    'a control character': line(task('X', 'name="a\u0001"')),
    'two dashes in a comment': fine.replace('<bpmn:process', '<!-- a -- b --><bpmn:process'),
    'a second declaration': fine.replace('<bpmn:process', '<?xml version="1.0"?><bpmn:process'),
    'an unknown version of XML': fine.replace('version="1.0"', 'version="3.0"'),
  }).map(([name, xml]): Refused => [name, xml, 'xml ']),
  ['an element with a capital letter', line(task('X')).replaceAll('bpmn:userTask', 'bpmn:UserTask'), 'schema test'],
  ['another root element', '<bpmn:collaboration xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="c"/>', 'xml '],
  ['an unknown encoding', `<?xml version="1.0" encoding="ISO-8859-1"?>${fine.replace(/<\?xml.*?\?>/, '')}`, 'xml '],
  ...['yes', 'TRUE', 'maybe', '2', ''].map((value): Refused => [
    `isExecutable="${value}"`,
    fine.replace('isExecutable="true"', `isExecutable="${value}"`),
    'schema test',
  ]),
  ['isForCompensation that is no boolean', line(task('X', 'isForCompensation="perhaps"')), 'schema X'],
  ['isInterrupting that is no boolean', withRoots(chain(el('startEvent', 'X', '', 'isInterrupting="maybe"'), end)), 'schema X'],
  ['parallelMultiple that is no boolean', line(el('intermediateCatchEvent', 'X', p.message, 'parallelMultiple="both"')), 'schema X'],
  ['cancelActivity that is no boolean', p.attached(p.timer, 'cancelActivity="no"'), 'schema X'],
  ['triggeredByEvent that is no boolean', line(el('subProcess', 'X', p.inner(), 'triggeredByEvent="event"')), 'schema X'],
  ['instantiate that is no boolean', line(el('receiveTask', 'X', '', 'instantiate="1.0" messageRef="M"')), 'schema X'],
  ['cancelRemainingInstances that is no boolean', line(el('adHocSubProcess', 'X', task('A'), 'cancelRemainingInstances="all"')), 'schema X'],
  ['waitForCompletion that is no boolean', p.compensated({ thrown: '<bpmn:compensateEventDefinition id="D" waitForCompletion="later"/>' }), 'schema D'],
  ['testBefore that is no boolean', line(p.standardLoop('<bpmn:loopCondition>${a}</bpmn:loopCondition>', 'id="L" testBefore="before"')), 'schema L'],
  ['isSequential that is no boolean', line(p.loop(p.three, 'id="L" isSequential="one"')), 'schema L'],
  ['isCollection that is no boolean', inProcess('<bpmn:dataObject id="X" isCollection="list"/>'), 'schema X'],
  ['isClosed that is no boolean', processOf(chain(start, end), 'isClosed="open"'), 'schema test'],
  ['asyncBefore that is no boolean', line(task('X', 'camunda:asyncBefore="soon"')), 'schema X'],
  ['exclusive that is no boolean', line(task('X', 'camunda:exclusive="yes"')), 'schema X'],
  ['startQuantity that is no number', line(task('X', 'startQuantity="many"')), 'schema X'],
  ['startQuantity that is no whole number', line(task('X', 'startQuantity="1.5"')), 'schema X'],
  ['completionQuantity that is no number', line(task('X', 'completionQuantity=""')), 'schema X'],
  ['loopMaximum that is no number', line(p.standardLoop('', 'id="L" loopMaximum="some"')), 'schema L'],
  ['an unknown gatewayDirection', p.joined('parallelGateway', 'gatewayDirection="Sideways"'), 'schema X'],
  ['gatewayDirection in small letters', p.joined('parallelGateway', 'gatewayDirection="converging"'), 'schema X'],
  ['an unknown eventGatewayType', p.eventGateway(el('receiveTask', 'A'), el('receiveTask', 'B'), '', 'eventGatewayType="Inclusive"'), 'schema X'],
  ['an unknown ordering', line(el('adHocSubProcess', 'X', task('A'), 'ordering="Random"')), 'schema X'],
  ['an unknown multi-instance behaviour', line(p.loop(p.three, 'id="L" behavior="Some"')), 'schema L'],
  ['an unknown process type', processOf(chain(start, end), 'processType="Secret"'), 'schema test'],
  ['an unknown direction of an association', inProcess('<bpmn:association id="X" sourceRef="Start" targetRef="End" associationDirection="Left"/>'), 'schema X'],
  ['an unknown item kind', root('<bpmn:itemDefinition id="X" itemKind="Spiritual"/>'), 'schema X'],
  ['a sequence flow without a source', withRoots(chain(start, end) + '<bpmn:sequenceFlow id="X" targetRef="End"/>'), 'schema X'],
  ['a sequence flow without a target', withRoots(chain(start, task('T'), end) + '<bpmn:sequenceFlow id="X" sourceRef="T"/>'), 'schema X'],
  ['a boundary event without a host', withRoots(chain(start, end) + el('boundaryEvent', 'X', p.timer) + flow('X', 'End')), ['schema X', 'boundary X']],
  [
    'a link without a name',
    withRoots(chain(start, task('T'), end) + el('intermediateThrowEvent', 'X', '<bpmn:linkEventDefinition id="D"/>') + flow('T', 'X')),
    ['schema D', 'link X'],
  ],
  ['a conditional event without a condition', p.catching('<bpmn:conditionalEventDefinition id="D"/>'), ['schema D', 'conditional X']],
  [
    'a data association without a target',
    line(task('X', '', '<bpmn:property id="Q"/><bpmn:dataInputAssociation id="A"><bpmn:sourceRef>Q</bpmn:sourceRef></bpmn:dataInputAssociation>')),
    'schema A',
  ],
  [
    'an assignment without from',
    line(
      task(
        'X',
        '',
        '<bpmn:property id="Q"/><bpmn:dataInputAssociation><bpmn:targetRef>Q</bpmn:targetRef><bpmn:assignment id="A"><bpmn:to>q</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation>',
      ),
    ),
    'schema A',
  ],
  [
    'an assignment without to',
    line(
      task(
        'X',
        '',
        '<bpmn:property id="Q"/><bpmn:dataInputAssociation><bpmn:targetRef>Q</bpmn:targetRef><bpmn:assignment id="A"><bpmn:from>${q}</bpmn:from></bpmn:assignment></bpmn:dataInputAssociation>',
      ),
    ),
    'schema A',
  ],
  ['a specification without an input set', line(task('X', '', '<bpmn:ioSpecification id="I"><bpmn:outputSet/></bpmn:ioSpecification>')), 'schema I'],
  ['a specification without an output set', line(task('X', '', '<bpmn:ioSpecification id="I"><bpmn:inputSet/></bpmn:ioSpecification>')), 'schema I'],
  [
    'a complex behaviour without a condition',
    line(
      p.loop(
        `${p.three}<bpmn:complexBehaviorDefinition id="D"><bpmn:event id="I">${p.signal}</bpmn:event></bpmn:complexBehaviorDefinition>`,
        'behavior="Complex"',
      ),
    ),
    'schema D',
  ],
  ['an association without a source', inProcess('<bpmn:textAnnotation id="N"/><bpmn:association id="X" targetRef="N"/>'), 'schema X'],
  ['an association without a target', inProcess('<bpmn:association id="X" sourceRef="Start"/>'), 'schema X'],
  [
    'a message flow without a target',
    root('<bpmn:collaboration id="Co"><bpmn:participant id="P"/><bpmn:messageFlow id="X" sourceRef="P"/></bpmn:collaboration>'),
    'schema X',
  ],
  [
    'an interface without a name',
    root(
      '<bpmn:message id="M"/><bpmn:interface id="X"><bpmn:operation id="O" name="o"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface>',
    ),
    'schema X',
  ],
  ['an interface without an operation', root('<bpmn:interface id="X" name="i"/>'), 'schema X'],
  ['an operation without a message', root('<bpmn:interface id="I" name="i"><bpmn:operation id="X" name="o"/></bpmn:interface>'), 'schema X'],
  ['a resource without a name', root('<bpmn:resource id="X"/>'), 'schema X'],
  ['a correlation property without a retrieval', root('<bpmn:correlationProperty id="X" name="c"/>'), 'schema X'],
  [
    'a retrieval without a message',
    root(
      '<bpmn:correlationProperty id="K"><bpmn:correlationPropertyRetrievalExpression id="X"><bpmn:messagePath>a</bpmn:messagePath></bpmn:correlationPropertyRetrievalExpression></bpmn:correlationProperty>',
    ),
    'schema X',
  ],
  [
    'a participant association that is half given',
    root(
      '<bpmn:collaboration id="Co"><bpmn:participant id="P"/><bpmn:participantAssociation id="X"><bpmn:innerParticipantRef>P</bpmn:innerParticipantRef></bpmn:participantAssociation></bpmn:collaboration>',
    ),
    'schema X',
  ],
  ['a relationship without ends', fine.replace('</bpmn:definitions>', '<bpmn:relationship id="X" type="t"/></bpmn:definitions>'), 'schema X'],
  [
    'two conditions on one flow',
    withRoots(
      chain(start, el('exclusiveGateway', 'G', '', 'default="G-End"')) +
        task('A') +
        '<bpmn:sequenceFlow id="X" sourceRef="G" targetRef="A"><bpmn:conditionExpression>${a}</bpmn:conditionExpression><bpmn:conditionExpression>${b}</bpmn:conditionExpression></bpmn:sequenceFlow>' +
        flow('G', 'End') +
        flow('A', 'End') +
        end,
    ),
    'schema X',
  ],
  [
    'two loops on one activity',
    line(
      task(
        'X',
        '',
        `<bpmn:standardLoopCharacteristics loopMaximum="2"/><bpmn:multiInstanceLoopCharacteristics>${p.three}</bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
    'schema X',
  ],
  [
    'two specifications of data',
    line(
      task(
        'X',
        '',
        '<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification><bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>',
      ),
    ),
    'schema X',
  ],
  ['two blocks of extensions', line(task('X', '', p.extension('') + p.extension(''))), 'schema X'],
  [
    'two durations of one timer',
    p.catching(
      '<bpmn:timerEventDefinition id="D"><bpmn:timeDuration>PT1H</bpmn:timeDuration><bpmn:timeDuration>PT2H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ),
    'schema D',
  ],
  ['two scripts of one task', line(el('scriptTask', 'X', '<bpmn:script>1</bpmn:script><bpmn:script>2</bpmn:script>', 'scriptFormat="javascript"')), 'schema X'],
  ['two cardinalities', line(p.loop(p.three + p.three, 'id="L"')), 'schema L'],
  [
    'a condition that is a task',
    withRoots(
      chain(start, el('exclusiveGateway', 'G', '', 'default="G-End"')) +
        task('A') +
        '<bpmn:sequenceFlow id="X" sourceRef="G" targetRef="A"><bpmn:conditionExpression xsi:type="bpmn:tUserTask" id="U"/></bpmn:sequenceFlow>' +
        flow('G', 'End') +
        flow('A', 'End') +
        end,
    ),
    ['schema X', 'condition X'],
  ],
  [
    'a bare expression in a timer',
    p.catching('<bpmn:timerEventDefinition id="D"><bpmn:expression>PT1H</bpmn:expression></bpmn:timerEventDefinition>'),
    ['schema D', 'timer X'],
  ],
  ['incoming flows as an attribute', line(task('X', 'incoming="X-End"')), ['schema X', 'flow-list X', 'flow-list Start', 'flow-list End']],
  ['an element of an abstract type', inProcess(el('activity', 'X')), ['schema X', 'supported-element X', 'unreachable X']],
  ['an event of no kind', inProcess(el('event', 'X')), ['schema X', 'supported-element X', 'unreachable X']],
  [
    'a gateway of no kind',
    withRoots(chain(start, el('gateway', 'X'), end) + task('T') + flow('X', 'T') + flow('T', 'End')),
    ['schema X', 'supported-element X'],
  ],
  ['a loop of no kind', line(task('X', '', '<bpmn:loopCharacteristics id="L"/>')), ['schema L', 'multi-instance X']],
  ['a default flow on a parallel gateway', p.split('parallelGateway', { attributes: 'default="X-B"', a: '', b: '' }), 'xml X'],
  ['a default flow on an event-based gateway', p.eventGateway(el('receiveTask', 'A'), el('receiveTask', 'B'), '', 'default="X-A"'), 'xml X'],
  ['a default flow on an event', line(el('intermediateThrowEvent', 'X', '', 'default="X-End"')), 'xml X'],
  ['a process inside a process', inProcess('<bpmn:process id="X"/>'), 'xml test'],
  ['a task inside a task', line(task('X', '', task('Y'))), 'xml X'],
  ['a start event beside the processes', root(el('startEvent', 'X')), 'xml Definitions_Test'],
  ['an attribute of another element', line(task('X', 'messageRef="M"')), 'xml X'],
  ['an assignee on a service task', line(el('serviceTask', 'X', '', 'camunda:class="register" camunda:assignee="a"')), 'xml X'],
  ['an event definition in a task', line(task('X', '', p.timer)), 'xml X'],
  ['a condition in a task', line(task('X', '', '<bpmn:conditionExpression>${a}</bpmn:conditionExpression>')), 'xml X'],
  ['an id that begins with a digit', inProcess('<bpmn:dataObject id="1a"/>'), 'schema 1a'],
  ['an empty process id', fine.replace('id="test"', 'id=""'), 'id '],
  ['a process without an id', definitions(`<bpmn:process isExecutable="true">${chain(start, end)}</bpmn:process>`), 'id '],
  ['a task without an id', inProcess('<bpmn:userTask camunda:assignee="a"/>'), ['id ', 'unreachable ']],
  ['a flow without an id', processOf(`${start}${end}<bpmn:sequenceFlow sourceRef="Start" targetRef="End"/>`), 'id '],
  ['an id that two elements have', inProcess('<bpmn:dataObject id="End"/>'), 'xml End'],
  ['an id that a message and a task share', withRoots(chain(start, task('M'), end)), 'xml M'],
  ['a reserved id', line(task('__proto__')), 'id __proto__'],
  [
    'a diagram of an element that is not there',
    fine.replace('</bpmn:definitions>', '<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="Nobody"/></bpmndi:BPMNDiagram></bpmn:definitions>'),
    'xml P',
  ],
]
