import { chain, definitions, end, flow, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Model } from './valid.ts'

const { el, line, withRoots } = p

/** Elements in each other and side by side. */
export const together: Model[] = [
  [
    'an event sub-process in a sub-process',
    [],
    line(el('subProcess', 'Sub', p.inner() + el('subProcess', 'ES', p.inner('e', p.error), 'triggeredByEvent="true"'))),
  ],
  [
    'a transaction whose cancel undoes a task',
    [],
    withRoots(
      chain(
        start,
        el(
          'transaction',
          'Tx',
          chain(el('startEvent', 's1'), task('A'), el('exclusiveGateway', 'g', '', 'default="g-e1"'), el('endEvent', 'e1')) +
            flow('g', 'c1', '${bad}') +
            el('endEvent', 'c1', p.cancel) +
            p.boundary('ab', 'A', p.compensate) +
            task('AH', 'isForCompensation="true"') +
            p.association('ab', 'AH'),
        ),
        end,
      ) +
        p.boundary('B', 'Tx', p.cancel) +
        flow('B', 'End'),
    ),
  ],
  [
    'a gateway that joins and splits',
    [],
    withRoots(
      chain(start, el('parallelGateway', 'Split')) +
        task('A') +
        task('B') +
        flow('Split', 'A') +
        flow('Split', 'B') +
        el('exclusiveGateway', 'X', '', 'gatewayDirection="Mixed" default="X-D"') +
        flow('A', 'X') +
        flow('B', 'X') +
        task('C1') +
        task('D') +
        flow('X', 'C1', '${a}') +
        flow('X', 'D') +
        flow('C1', 'End') +
        flow('D', 'End') +
        end,
    ),
  ],
  [
    'a sub-process for each of a collection, with results',
    [],
    withRoots(
      `<bpmn:dataObject id="L" isCollection="true"/><bpmn:dataObject id="R" isCollection="true"/>${chain(start, el('subProcess', 'X', `${p.inner()}`.replace('<bpmn:startEvent id="S_start"', '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>L</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>R</bpmn:loopDataOutputRef><bpmn:inputDataItem id="i" name="item"/><bpmn:outputDataItem id="o" name="res"/></bpmn:multiInstanceLoopCharacteristics><bpmn:startEvent id="S_start"')), end)}`,
    ),
  ],
  [
    'a task for each of an input',
    [],
    withRoots(
      `<bpmn:property id="people" name="people"/>${chain(start, el('userTask', 'X', '<bpmn:ioSpecification><bpmn:dataInput id="In" isCollection="true"/><bpmn:inputSet><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification><bpmn:dataInputAssociation><bpmn:sourceRef>people</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>In</bpmn:loopDataInputRef><bpmn:inputDataItem id="it"/></bpmn:multiInstanceLoopCharacteristics>', 'camunda:assignee="a"'), end)}`,
    ),
  ],
  [
    'inputs and outputs of the process',
    [],
    processOf(
      `<bpmn:ioSpecification><bpmn:dataInput id="PI" name="a"/><bpmn:dataOutput id="PO" name="b"/><bpmn:inputSet><bpmn:dataInputRefs>PI</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>PO</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>${chain(start, task('X', '', '<bpmn:property id="Q" name="q"/><bpmn:dataInputAssociation><bpmn:sourceRef>PI</bpmn:sourceRef><bpmn:targetRef>Q</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:dataOutputAssociation><bpmn:sourceRef>Q</bpmn:sourceRef><bpmn:targetRef>PO</bpmn:targetRef></bpmn:dataOutputAssociation>'), end)}`,
    ),
  ],
  [
    'data of a throwing event',
    [],
    withRoots(
      `<bpmn:property id="P" name="a"/>${chain(start, el('intermediateThrowEvent', 'X', '<bpmn:dataInput id="I" name="i"/><bpmn:dataInputAssociation><bpmn:sourceRef>P</bpmn:sourceRef><bpmn:targetRef>I</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:inputSet><bpmn:dataInputRefs>I</bpmn:dataInputRefs></bpmn:inputSet>' + p.signal), end)}`,
    ),
  ],
  [
    'an event-based gateway before a condition and a multiple event',
    [],
    p.eventGateway(el('intermediateCatchEvent', 'A', p.conditional), el('intermediateCatchEvent', 'B', p.message + p.signal)),
  ],
  [
    'receive tasks that start together',
    [],
    p.startingGateway('eventGatewayType="Parallel"', el('receiveTask', 'A', '', 'messageRef="M"'), el('receiveTask', 'B', '', 'messageRef="M2"')),
  ],
  [
    'an event-based gateway that starts beside a start event',
    [],
    withRoots(
      chain(start, task('T'), end) +
        el('eventBasedGateway', 'X', '', 'instantiate="true"') +
        el('intermediateCatchEvent', 'A', p.message) +
        el('intermediateCatchEvent', 'B', p.message2) +
        flow('X', 'A') +
        flow('X', 'B') +
        flow('A', 'T') +
        flow('B', 'T'),
    ),
  ],
  [
    'a compensation event sub-process',
    [],
    withRoots(
      chain(
        start,
        el('subProcess', 'Sub', p.inner() + el('subProcess', 'ES', p.inner('e', p.compensate), 'triggeredByEvent="true"')),
        el('endEvent', 'E1', '<bpmn:compensateEventDefinition activityRef="Sub"/>'),
      ),
    ),
  ],
  [
    'a sub-process in a loop with FEEL',
    [],
    line(
      el(
        'subProcess',
        'X',
        `<bpmn:standardLoopCharacteristics testBefore="true"><bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=i &lt; 3</bpmn:loopCondition></bpmn:standardLoopCharacteristics>${p.inner()}`,
      ),
    ),
  ],
  [
    'a gateway in an ad-hoc sub-process',
    [],
    line(
      el(
        'adHocSubProcess',
        'X',
        chain(task('A'), el('parallelGateway', 'G')) +
          task('B') +
          task('D') +
          flow('G', 'B') +
          flow('G', 'D') +
          '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${done}</bpmn:completionCondition>',
      ),
    ),
  ],
  ['a message and an end of everything', [], p.ending(p.message + p.terminate)],
  ['an event sub-process for two that does not interrupt', [], p.eventSubProcess(p.signal + p.message, 'isInterrupting="false" parallelMultiple="true"')],
  [
    'a way back',
    [],
    withRoots(chain(start, task('T'), el('exclusiveGateway', 'G', '', 'default="G-End"')) + end + flow('G', 'End') + flow('G', 'T', '${again}')),
  ],
  [
    'a complex gateway that joins and splits',
    [],
    withRoots(
      chain(start, el('parallelGateway', 'Split')) +
        ['A', 'B', 'D'].map((x) => task(x) + flow('Split', x) + flow(x, 'X')).join('') +
        el(
          'complexGateway',
          'X',
          '<bpmn:activationCondition xsi:type="bpmn:tFormalExpression">${activationCount &gt;= 2}</bpmn:activationCondition>',
          'gatewayDirection="Mixed" default="X-E2"',
        ) +
        flow('X', 'E1', '${waitingForStart}') +
        flow('X', 'E2') +
        el('endEvent', 'E1') +
        el('endEvent', 'E2'),
    ),
  ],
  [
    'a timer in a sub-process that does not interrupt',
    [],
    line(el('subProcess', 'Sub', p.inner() + p.boundary('b', 'S_task', p.timer, 'cancelActivity="false"') + flow('b', 'S_end'))),
  ],
  [
    'global tasks of other kinds',
    [],
    withRoots(
      chain(start, el('callActivity', 'X', '', 'calledElement="G"'), end),
      '<bpmn:globalUserTask id="G" name="g"/><bpmn:globalManualTask id="G2"/><bpmn:globalTask id="G3"/>',
    ),
  ],
  [
    'messages to and from a service task',
    [],
    definitions(
      `<bpmn:collaboration id="Co"><bpmn:participant id="P1" processRef="t"/><bpmn:participant id="P2"/><bpmn:messageFlow id="F" sourceRef="Ser" targetRef="P2"/><bpmn:messageFlow id="F2" sourceRef="P2" targetRef="Ser"/></bpmn:collaboration><bpmn:process id="t" isExecutable="true">${chain(start, el('serviceTask', 'Ser', '', 'camunda:class="register"'), end)}</bpmn:process>`,
    ),
  ],
]
