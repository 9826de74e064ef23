import { chain, definitions, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Model } from './valid.ts'

const { el, extension, line, withRoots } = p

/** Gateways, loops, data, pools and what modelers write beside them. */
export const flows: Model[] = [
  ['an exclusive gateway', ['exclusiveGateway'], p.split('exclusiveGateway', { attributes: 'default="X-B" gatewayDirection="Diverging"', b: '' })],
  ['a parallel gateway', ['parallelGateway'], p.joined('parallelGateway', 'gatewayDirection="Converging"')],
  ['an inclusive gateway', ['inclusiveGateway'], p.split('inclusiveGateway', { attributes: 'default="X-B"', b: '' })],
  ['an inclusive join', [], p.joined('inclusiveGateway')],
  ['a complex gateway that splits', ['complexGateway'], p.split('complexGateway', { attributes: 'default="X-B"', b: '' })],
  ['a complex gateway that joins', [], p.joined('complexGateway', '', '<bpmn:activationCondition>${activationCount >= 1}</bpmn:activationCondition>')],
  ['an event-based gateway', ['eventBasedGateway'], p.eventGateway(el('intermediateCatchEvent', 'A', p.message), el('intermediateCatchEvent', 'B', p.timer))],
  [
    'an event-based gateway before receive tasks',
    [],
    p.eventGateway(el('receiveTask', 'A', '', 'messageRef="M"'), el('intermediateCatchEvent', 'B', p.signal)),
  ],
  ['an event-based gateway that starts', [], p.startingGateway('')],
  ['an event-based gateway that starts in parallel', [], p.startingGateway('eventGatewayType="Parallel"')],
  [
    'a default flow and conditions on an activity',
    [],
    withRoots(
      chain(start, task('X', 'default="X-B"')) +
        task('A') +
        task('B') +
        flow('X', 'A', '=amount > 3') +
        flow('X', 'B') +
        flow('A', 'End') +
        flow('B', 'End') +
        end,
    ),
  ],
  [
    'conditions in the language of the file',
    [],
    p
      .split('exclusiveGateway', { attributes: 'default="X-B"', a: 'amount > 3', b: '' })
      .replace('targetNamespace=', 'expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/" targetNamespace='),
  ],
  ['three instances', [], line(p.loop(p.three))],
  [
    'an instance for each, one after the other',
    [],
    line(
      p.loop(
        '<bpmn:completionCondition>${nrOfCompletedInstances > 2}</bpmn:completionCondition>',
        'isSequential="true" camunda:collection="people" camunda:elementVariable="person"',
      ),
    ),
  ],
  [
    'an instance for each by reference',
    [],
    withRoots(
      `<bpmn:dataObject id="People" isCollection="true"/>${chain(start, p.loop('<bpmn:loopDataInputRef>People</bpmn:loopDataInputRef><bpmn:inputDataItem id="person"/>'), end)}`,
    ),
  ],
  [
    'instances that throw when one is done',
    [],
    withRoots(
      chain(start, p.loop(p.three, 'behavior="One" oneBehaviorEventRef="D"'), end) +
        p.boundary('B', 'X', p.signal, 'cancelActivity="false"') +
        flow('B', 'End'),
      '<bpmn:signalEventDefinition id="D" signalRef="S"/>',
    ),
  ],
  [
    'instances that throw at each',
    [],
    withRoots(chain(start, p.loop(p.three, 'behavior="None" noneBehaviorEventRef="D"'), end), '<bpmn:signalEventDefinition id="D" signalRef="S"/>'),
  ],
  [
    'instances that throw by rules',
    [],
    line(
      p.loop(
        `${p.three}<bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">\${nrOfCompletedInstances == 2}</bpmn:condition><bpmn:event id="I">${p.signal}</bpmn:event></bpmn:complexBehaviorDefinition>`,
        'behavior="Complex"',
      ),
    ),
  ],
  ['a loop', [], line(p.standardLoop('<bpmn:loopCondition>${again}</bpmn:loopCondition>', 'testBefore="true" loopMaximum="5"'))],
  ['a loop with only a maximum', [], line(p.standardLoop('', 'loopMaximum="2"'))],
  ['token quantities', [], line(task('X', 'startQuantity="2" completionQuantity="3"'))],
  [
    'data objects',
    [],
    withRoots(
      `<bpmn:dataObject id="D" isCollection="false"/><bpmn:dataObjectReference id="R" name="order" dataObjectRef="D"/>${chain(start, task('X', '', '<bpmn:property id="P" name="__targetRef_placeholder"/><bpmn:dataInputAssociation id="I"><bpmn:sourceRef>R</bpmn:sourceRef><bpmn:targetRef>P</bpmn:targetRef></bpmn:dataInputAssociation>'), end)}`,
    ),
  ],
  [
    'inputs and outputs',
    [],
    withRoots(
      `<bpmn:property id="Q" name="total" itemSubjectRef="T1"/><bpmn:dataObject id="D" itemSubjectRef="T1"/>${chain(start, task('X', '', '<bpmn:ioSpecification><bpmn:dataInput id="In" name="in" itemSubjectRef="T1"/><bpmn:dataOutput id="Out" name="out"/><bpmn:inputSet><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>Out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:sourceRef>Q</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:dataOutputAssociation><bpmn:sourceRef>Out</bpmn:sourceRef><bpmn:targetRef>D</bpmn:targetRef></bpmn:dataOutputAssociation>'), end)}`,
      '<bpmn:itemDefinition id="T1" structureRef="xsd:int"/>',
    ),
  ],
  [
    'an assignment and a transformation',
    [],
    withRoots(
      `<bpmn:property id="P1" name="a"/><bpmn:property id="P2" name="b"/>${chain(start, task('X', '', '<bpmn:property id="Q" name="q"/><bpmn:dataInputAssociation><bpmn:targetRef>Q</bpmn:targetRef><bpmn:assignment><bpmn:from>${a + 1}</bpmn:from><bpmn:to>q</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation><bpmn:dataInputAssociation><bpmn:sourceRef>P1</bpmn:sourceRef><bpmn:sourceRef>P2</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef><bpmn:transformation>${a + b}</bpmn:transformation></bpmn:dataInputAssociation>'), end)}`,
    ),
  ],
  [
    'data of a message event',
    [],
    withRoots(
      `<bpmn:property id="P" name="a"/>${chain(start, el('intermediateCatchEvent', 'X', '<bpmn:dataOutput id="O" name="o"/><bpmn:dataOutputAssociation><bpmn:sourceRef>O</bpmn:sourceRef><bpmn:targetRef>P</bpmn:targetRef></bpmn:dataOutputAssociation><bpmn:outputSet><bpmn:dataOutputRefs>O</bpmn:dataOutputRefs></bpmn:outputSet>' + p.message), end)}`,
    ),
  ],
  [
    'mappings with scripts, lists and maps',
    [],
    line(
      task(
        'X',
        '',
        extension(
          '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:list><camunda:value>1</camunda:value><camunda:script scriptFormat="feel">1 + 1</camunda:script></camunda:list></camunda:inputParameter><camunda:inputParameter name="b"><camunda:map><camunda:entry key="k">${v}</camunda:entry></camunda:map></camunda:inputParameter><camunda:outputParameter name="c"><camunda:script scriptFormat="javascript">1</camunda:script></camunda:outputParameter></camunda:inputOutput>',
        ),
      ),
    ),
  ],
  [
    'pools that exchange messages',
    [],
    definitions(
      `<bpmn:collaboration id="Co"><bpmn:participant id="P1" name="us" processRef="test"><bpmn:participantMultiplicity minimum="1" maximum="2"/></bpmn:participant><bpmn:participant id="P2" name="them"/><bpmn:messageFlow id="F1" sourceRef="T" targetRef="P2"/><bpmn:messageFlow id="F2" sourceRef="P2" targetRef="Start" messageRef="M"/><bpmn:textAnnotation id="N"><bpmn:text>note</bpmn:text></bpmn:textAnnotation><bpmn:association id="A" sourceRef="N" targetRef="P2"/></bpmn:collaboration><bpmn:process id="test" isExecutable="true">${chain(el('startEvent', 'Start', p.message), task('T'), end)}</bpmn:process>${p.roots}`,
    ),
  ],
  [
    'lanes',
    [],
    processOf(
      `<bpmn:laneSet id="L"><bpmn:lane id="L1" name="a"><bpmn:flowNodeRef>Start</bpmn:flowNodeRef><bpmn:childLaneSet id="LL"><bpmn:lane id="L11"><bpmn:flowNodeRef>Start</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane><bpmn:lane id="L2"><bpmn:flowNodeRef>End</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${chain(start, end)}`,
    ),
  ],
  [
    'artifacts',
    [],
    processOf(
      `${chain(start, end)}<bpmn:textAnnotation id="N"><bpmn:text>note</bpmn:text></bpmn:textAnnotation><bpmn:group id="G" categoryValueRef="V"/><bpmn:association id="A" sourceRef="Start" targetRef="N"/>`,
      '',
      '<bpmn:category id="K"><bpmn:categoryValue id="V" value="v"/></bpmn:category>',
    ),
  ],
  [
    'flows that are listed',
    [],
    processOf(
      '<bpmn:startEvent id="Start"><bpmn:outgoing>F</bpmn:outgoing></bpmn:startEvent><bpmn:endEvent id="End"><bpmn:incoming>F</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="F" sourceRef="Start" targetRef="End" isImmediate="true"/>',
    ),
  ],
  [
    'auditing, monitoring and documentation',
    [],
    processOf(
      chain(
        start,
        task('X', '', '<bpmn:documentation textFormat="text/plain">why</bpmn:documentation><bpmn:auditing id="Au"/><bpmn:monitoring id="Mo"/>'),
        end,
      ),
    ),
  ],
  [
    'a data type of XML Schema',
    [],
    processOf(`<bpmn:dataObject id="D" itemSubjectRef="xsd:string"/>${chain(start, end)}`).replace(
      '<bpmn:definitions',
      '<bpmn:definitions xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
    ),
  ],
  [
    'entities, comments, character data and quotes',
    [],
    processOf(chain(start, task('X', `name='a &amp; b > c "d" &#x4e2d;'`, '<bpmn:documentation><![CDATA[a & b < c -- d]]></bpmn:documentation>'), end)).replace(
      '<bpmn:process',
      '<!-- a & b < c --><?tool a & b?><bpmn:process',
    ),
  ],
  [
    'data that is only drawn',
    [],
    withRoots(
      `<bpmn:dataObject id="D"/><bpmn:dataObjectReference id="R" dataObjectRef="D"/>${chain(start, task('X', '', '<bpmn:dataOutputAssociation id="O"><bpmn:targetRef>R</bpmn:targetRef></bpmn:dataOutputAssociation>'), end)}`,
    ),
  ],
  ['ids in Chinese', [], processOf(chain('<bpmn:startEvent id="开始"/>', task('审批_1'), '<bpmn:endEvent id="结束"/>'))],
  ['qualified references', [], line(el('receiveTask', 'X', '', 'messageRef="t:M"')).replace('<bpmn:definitions', '<bpmn:definitions xmlns:t="test"')],
  ['booleans as 1 and 0', [], processOf(chain(start, task('X', 'isForCompensation="0"'), end)).replace('isExecutable="true"', 'isExecutable="1"')],
  [
    'a drawn process beside an executable one',
    [],
    definitions(
      `<bpmn:process id="drawn"><bpmn:parallelGateway id="G"/></bpmn:process><bpmn:process id="test" isExecutable="true">${chain(start, end)}</bpmn:process>`,
    ),
  ],
  [
    'an import of data types',
    [],
    processOf(chain(start, end)).replace(
      '<bpmn:process',
      '<bpmn:import importType="http://www.w3.org/2001/XMLSchema" location="types.xsd" namespace="urn:t"/><bpmn:process',
    ),
  ],
  [
    'interfaces, items and imports that nobody uses',
    [],
    processOf(
      chain(start, end),
      '',
      '<bpmn:itemDefinition id="I" itemKind="Information"/><bpmn:interface id="In" name="i"><bpmn:operation id="Op" name="o"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface><bpmn:message id="M" itemRef="I"/><bpmn:resource id="R" name="r"/>',
    ),
  ],
]
