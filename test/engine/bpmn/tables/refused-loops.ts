import { chain, end, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, line, withRoots } = p

const repetition: Refused[] = [
  ['a loop with neither a condition nor a maximum', line(p.standardLoop('')), 'loop X'],
  ['a loop at most no time', line(p.standardLoop('', 'loopMaximum="0"')), 'loop X'],
  ['a loop at most minus one time', line(p.standardLoop('<bpmn:loopCondition>${a}</bpmn:loopCondition>', 'loopMaximum="-1"')), 'loop X'],
  ['a loop with a condition without a mark', line(p.standardLoop('<bpmn:loopCondition>again</bpmn:loopCondition>')), 'loop X'],
  ['a loop with an empty condition', line(p.standardLoop('<bpmn:loopCondition/>')), 'loop X'],
  [
    'a loop in another language',
    line(p.standardLoop('<bpmn:loopCondition xsi:type="bpmn:tFormalExpression" language="groovy">${a}</bpmn:loopCondition>')),
    'loop X',
  ],
  ['a multi-instance of nothing', line(p.loop('')), 'multi-instance X'],
  ['a multi-instance with an empty cardinality', line(p.loop('<bpmn:loopCardinality/>')), 'multi-instance X'],
  ['a multi-instance of words', line(p.loop('<bpmn:loopCardinality>three</bpmn:loopCardinality>')), 'multi-instance X'],
  ['a multi-instance of less than nothing', line(p.loop('<bpmn:loopCardinality>-3</bpmn:loopCardinality>')), 'multi-instance X'],
  ['a multi-instance of a fraction', line(p.loop('<bpmn:loopCardinality>1.5</bpmn:loopCardinality>')), 'multi-instance X'],
  ['a multi-instance by number and by collection', line(p.loop(p.three, 'camunda:collection="people"')), 'multi-instance X'],
  ['a multi-instance with an item of no collection', line(p.loop(p.three, 'camunda:elementVariable="person"')), 'multi-instance X'],
  ['a multi-instance with an input item of no collection', line(p.loop(`${p.three}<bpmn:inputDataItem id="I"/>`)), 'multi-instance X'],
  ['a multi-instance with results that go nowhere', line(p.loop(`${p.three}<bpmn:outputDataItem id="O"/>`)), 'multi-instance X'],
  ['a multi-instance that is done by a bare text', line(p.loop(`${p.three}<bpmn:completionCondition>enough</bpmn:completionCondition>`)), 'multi-instance X'],
  ['behaviour One without an event', line(p.loop(p.three, 'behavior="One"')), 'multi-instance X'],
  ['behaviour None without an event', line(p.loop(p.three, 'behavior="None"')), 'multi-instance X'],
  [
    'behaviour One with the event of None',
    withRoots(chain(start, p.loop(p.three, 'behavior="One" noneBehaviorEventRef="D"'), end), '<bpmn:signalEventDefinition id="D" signalRef="S"/>'),
    'multi-instance X',
  ],
  ['behaviour Complex without definitions', line(p.loop(p.three, 'behavior="Complex"')), 'multi-instance X'],
  [
    'definitions without behaviour Complex',
    line(
      p.loop(
        `${p.three}<bpmn:complexBehaviorDefinition><bpmn:condition>\${a}</bpmn:condition><bpmn:event id="I">${p.signal}</bpmn:event></bpmn:complexBehaviorDefinition>`,
      ),
    ),
    'multi-instance X',
  ],
  [
    'a complex behaviour without an event',
    line(p.loop(`${p.three}<bpmn:complexBehaviorDefinition><bpmn:condition>\${a}</bpmn:condition></bpmn:complexBehaviorDefinition>`, 'behavior="Complex"')),
    'multi-instance X',
  ],
  [
    'a complex behaviour with a bare condition',
    line(
      p.loop(
        `${p.three}<bpmn:complexBehaviorDefinition><bpmn:condition>a</bpmn:condition><bpmn:event id="I">${p.signal}</bpmn:event></bpmn:complexBehaviorDefinition>`,
        'behavior="Complex"',
      ),
    ),
    'multi-instance X',
  ],
  [
    'a behaviour that throws a timer',
    withRoots(
      chain(start, p.loop(p.three, 'behavior="One" oneBehaviorEventRef="D"'), end),
      '<bpmn:timerEventDefinition id="D"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ),
    'multi-instance X',
  ],
  ['an approval mode in a multi-instance', line(p.loop(p.three).replace('camunda:assignee', 'cz:mode="any" camunda:assignee')), 'multi-instance X'],
  ['a start quantity of nothing', line(task('X', 'startQuantity="0"')), 'quantity X'],
  ['a start quantity of less', line(task('X', 'startQuantity="-1"')), 'quantity X'],
  ['a completion quantity of nothing', line(task('X', 'completionQuantity="0"')), 'quantity X'],
  ['an ad-hoc sub-process with a start event', line(el('adHocSubProcess', 'Sub', chain(el('startEvent', 'X'), task('A')))), 'ad-hoc X'],
  ['an ad-hoc sub-process with an end event', line(el('adHocSubProcess', 'Sub', chain(task('A'), el('endEvent', 'X')))), 'ad-hoc X'],
  ['an ad-hoc sub-process of nothing', line(el('adHocSubProcess', 'X')), 'ad-hoc X'],
  ['an ad-hoc sub-process of events', line(el('adHocSubProcess', 'X', el('intermediateThrowEvent', 'I'))), 'ad-hoc X'],
  [
    'an ad-hoc sub-process that is done by a bare text',
    line(el('adHocSubProcess', 'X', `${task('A')}<bpmn:completionCondition>done</bpmn:completionCondition>`)),
    'ad-hoc X',
  ],
  ['an unknown way to start activities', line(el('adHocSubProcess', 'X', task('A'), 'cz:adHoc="some"')), 'ad-hoc X'],
  ['a transaction by image', line(p.transaction(p.inner(), 'method="##Image"')), 'transaction X'],
  ['a transaction by store', line(p.transaction(p.inner(), 'method="##Store"')), 'transaction X'],
  ['a transaction of another protocol', line(p.transaction(p.inner(), 'protocol="http://docs.oasis-open.org/ws-tx"')), 'transaction X'],
]

const io = (inside: string, more = '') => line(task('X', '', `<bpmn:ioSpecification>${inside}</bpmn:ioSpecification>${more}`))
const association = (kind: string, inside: string) =>
  line(task('X', '', `<bpmn:property id="Q"/><bpmn:data${kind}Association>${inside}</bpmn:data${kind}Association>`))

const data: Refused[] = [
  ['a data object reference to nothing', processOf(`${chain(start, end)}<bpmn:dataObjectReference id="X"/>`), 'data X'],
  [
    'a data store',
    processOf(`${chain(start, end)}<bpmn:dataStoreReference id="X" dataStoreRef="D"/>`, '', '<bpmn:dataStore id="D" name="d"/>'),
    'supported-element X',
  ],
  ['an input in no set', io('<bpmn:dataInput id="I"/><bpmn:inputSet/><bpmn:outputSet/>'), 'data X'],
  ['an output in no set', io('<bpmn:dataOutput id="O"/><bpmn:inputSet/><bpmn:outputSet/>'), 'data X'],
  [
    'an optional input that is in no set',
    io('<bpmn:dataInput id="I"/><bpmn:inputSet><bpmn:optionalInputRefs>I</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet/>'),
    'data X',
  ],
  [
    'a set with an input of another task',
    line(
      task(
        'T',
        '',
        '<bpmn:ioSpecification><bpmn:dataInput id="I"/><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>',
      ),
      task('X', '', '<bpmn:ioSpecification><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>'),
    ),
    'data X',
  ],
  ['two input sets', io('<bpmn:inputSet/><bpmn:inputSet/><bpmn:outputSet/>'), 'supported-element X'],
  ['two output sets', io('<bpmn:inputSet/><bpmn:outputSet/><bpmn:outputSet/>'), 'supported-element X'],
  [
    'inputs of a sub-process',
    line(el('subProcess', 'X', `<bpmn:ioSpecification><bpmn:inputSet/><bpmn:outputSet/></bpmn:ioSpecification>${p.inner()}`)),
    'data X',
  ],
  ['data that comes from nowhere', association('Input', '<bpmn:targetRef>Q</bpmn:targetRef>'), 'data X'],
  [
    'data that goes out from nowhere',
    io(
      '<bpmn:dataOutput id="O"/><bpmn:inputSet/><bpmn:outputSet><bpmn:dataOutputRefs>O</bpmn:dataOutputRefs></bpmn:outputSet>',
      '<bpmn:property id="Q"/><bpmn:dataOutputAssociation><bpmn:targetRef>Q</bpmn:targetRef></bpmn:dataOutputAssociation>',
    ),
    'data X',
  ],
  [
    'data that comes from two places',
    association('Input', '<bpmn:sourceRef>Q</bpmn:sourceRef><bpmn:sourceRef>Q</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef>'),
    'data X',
  ],
  [
    'data into an input of another task',
    line(
      task('T', '', '<bpmn:property id="P"/>'),
      task(
        'X',
        '',
        '<bpmn:property id="Q"/><bpmn:dataInputAssociation><bpmn:sourceRef>Q</bpmn:sourceRef><bpmn:targetRef>P</bpmn:targetRef></bpmn:dataInputAssociation>',
      ),
    ),
    'data X',
  ],
  [
    'data out of an output of another task',
    line(
      task('T', '', '<bpmn:property id="P"/>'),
      task(
        'X',
        '',
        '<bpmn:property id="Q"/><bpmn:dataOutputAssociation><bpmn:sourceRef>P</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef></bpmn:dataOutputAssociation>',
      ),
    ),
    'data X',
  ],
  [
    'data that is inside another sub-process',
    withRoots(
      chain(
        start,
        el('subProcess', 'Sub', `<bpmn:property id="P"/>${p.inner()}`),
        task(
          'X',
          '',
          '<bpmn:property id="Q"/><bpmn:dataInputAssociation><bpmn:sourceRef>P</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef></bpmn:dataInputAssociation>',
        ),
        end,
      ),
    ),
    'data X',
  ],
  [
    'an input that is written to',
    line(
      task(
        'X',
        '',
        '<bpmn:ioSpecification><bpmn:dataInput id="I"/><bpmn:dataOutput id="O"/><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>O</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification><bpmn:dataOutputAssociation><bpmn:sourceRef>O</bpmn:sourceRef><bpmn:targetRef>I</bpmn:targetRef></bpmn:dataOutputAssociation>',
      ),
    ),
    'data X',
  ],
  [
    'a data object that is a collection and is not',
    processOf(`${chain(start, end)}<bpmn:dataObject id="X" isCollection="true" itemSubjectRef="T"/>`, '', '<bpmn:itemDefinition id="T" structureRef="a"/>'),
    'data X',
  ],
  [
    'data of a message event in the set of another',
    withRoots(
      chain(
        start,
        el('intermediateCatchEvent', 'Y', `<bpmn:dataOutput id="O"/>${p.message}`),
        el('intermediateCatchEvent', 'X', `<bpmn:outputSet><bpmn:dataOutputRefs>O</bpmn:dataOutputRefs></bpmn:outputSet>${p.message}`),
        end,
      ),
    ),
    'data X',
  ],
  [
    'a data object that can not be seen',
    line(el('subProcess', 'Sub', `<bpmn:dataObject id="D"/>${p.inner()}`)).replace(
      '</bpmn:process>',
      '<bpmn:dataObjectReference id="X" dataObjectRef="D"/></bpmn:process>',
    ),
    'data X',
  ],
  ['data of a timer event', line(el('intermediateCatchEvent', 'X', `<bpmn:dataOutput id="O"/>${p.timer}`)), 'data X'],
  ['two data items of one message event', line(el('intermediateCatchEvent', 'X', `<bpmn:dataOutput id="O"/><bpmn:dataOutput id="O2"/>${p.message}`)), 'data X'],
  [
    'a send task with two things to send',
    line(
      el(
        'sendTask',
        'X',
        '<bpmn:ioSpecification><bpmn:dataInput id="I"/><bpmn:dataInput id="J"/><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs><bpmn:dataInputRefs>J</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>',
        'messageRef="M"',
      ),
    ),
    'data X',
  ],
  [
    'a correlation subscription',
    processOf(
      `${chain(start, end)}<bpmn:correlationSubscription id="S" correlationKeyRef="K"/>`,
      '',
      '<bpmn:collaboration id="Co"><bpmn:correlationKey id="K"/></bpmn:collaboration>',
    ),
    'supported-element test',
  ],
  [
    'a service that the process offers',
    processOf(
      `<bpmn:supportedInterfaceRef>I</bpmn:supportedInterfaceRef>${chain(start, end)}`,
      '',
      '<bpmn:message id="M"/><bpmn:interface id="I" name="i"><bpmn:operation id="O" name="o"><bpmn:inMessageRef>M</bpmn:inMessageRef></bpmn:operation></bpmn:interface>',
    ),
    'supported-element test',
  ],
]

/** Loops, sub-processes of their own kind, and data. */
export const loops: Refused[] = [...repetition, ...data]
