import { chain, end, processOf, start, task } from '../../../support/bpmn-xml.ts'
import * as p from './parts.ts'
import type { Refused } from './refused.ts'

const { el, extension, line, withRoots } = p

const user = (attributes: string, inside = '') => line(el('userTask', 'X', inside, `camunda:assignee="a" ${attributes}`))

const settings: Refused[] = [
  ['a priority that is no number', user('camunda:priority="high"'), 'priority X'],
  ['a due date that is none', user('camunda:dueDate="tomorrow"'), 'due X'],
  ['a follow-up date that is none', user('camunda:followUpDate="2026-02-30"'), 'due X'],
  ['a limit that is none', user('cz:due="five days"'), 'due X'],
  ['an assignment that is none', user('cz:assign="boss"'), 'assign X'],
  ['an unknown role', user('cz:assign="role:chief@case.township"'), 'assign X'],
  ['two forms', user('camunda:formKey="a" camunda:formRef="b"'), 'form X'],
  ['a form and generated fields', user('camunda:formKey="a"', extension('<camunda:formData/>')), 'form X'],
  ['a field of a form without an id', user('', extension('<camunda:formData><camunda:formField type="string"/></camunda:formData>')), 'form X'],
  ['a field of a form twice', user('', extension('<camunda:formData><camunda:formField id="a"/><camunda:formField id="a"/></camunda:formData>')), 'form X'],
  ['a form that is bound to the deployment and not there', user('camunda:formRef="unknown" camunda:formRefBinding="deployment"'), 'form X'],
  ['a binding without a form', user('camunda:formRefBinding="latest"'), 'form X'],
  ['a version without a form', user('camunda:formRefVersion="2"'), 'form X'],
  ['a form by version without one', user('camunda:formRef="f" camunda:formRefBinding="version"'), 'form X'],
  ['a form with a version but another binding', user('camunda:formRef="f" camunda:formRefVersion="2"'), 'form X'],
  ['a form handler', user('camunda:formHandlerClass="com.example.Form"'), 'supported-attribute X'],
  [
    'a potential owner',
    user(
      '',
      '<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>user(a)</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>',
    ),
    'supported-element X',
  ],
  [
    'a resource role',
    withRoots(chain(start, task('X', '', '<bpmn:performer><bpmn:resourceRef>R</bpmn:resourceRef></bpmn:performer>'), end), '<bpmn:resource id="R" name="r"/>'),
    'supported-element X',
  ],
  ['a listener without an event', user('', extension('<camunda:taskListener class="register"/>')), 'listener X'],
  ['a listener for an unknown event', user('', extension('<camunda:taskListener event="done" class="register"/>')), 'listener X'],
  ['a listener that does nothing', user('', extension('<camunda:taskListener event="create"/>')), 'listener X'],
  ['a listener that does two things', user('', extension('<camunda:executionListener event="start" class="register" expression="${a}"/>')), 'listener X'],
  ['a listener with a Java class', user('', extension('<camunda:executionListener event="start" class="com.example.A"/>')), 'listener X'],
  [
    'a listener with a script in another language',
    user('', extension('<camunda:executionListener event="end"><camunda:script scriptFormat="groovy">a</camunda:script></camunda:executionListener>')),
    'script X',
  ],
  [
    'a listener with a script in a file',
    user('', extension('<camunda:executionListener event="end"><camunda:script scriptFormat="javascript" resource="a.js"/></camunda:executionListener>')),
    'script X',
  ],
  ['an execution listener for an event of tasks', user('', extension('<camunda:executionListener event="create" class="register"/>')), 'listener X'],
  ['a timeout without a timer', user('', extension('<camunda:taskListener event="timeout" id="t" class="register"/>')), 'listener X'],
  [
    'a timer without a timeout',
    user('', extension(`<camunda:taskListener event="create" id="t" class="register">${p.timer}</camunda:taskListener>`)),
    'listener X',
  ],
  [
    'a listener on a flow for the start',
    withRoots(
      `${start}${end}<bpmn:sequenceFlow id="X" sourceRef="Start" targetRef="End">${extension('<camunda:executionListener event="start" class="register"/>')}</bpmn:sequenceFlow>`,
    ),
    'listener X',
  ],
  [
    'a parameter without a name',
    user('', extension('<camunda:inputOutput><camunda:inputParameter>1</camunda:inputParameter></camunda:inputOutput>')),
    'mapping X',
  ],
  [
    'a parameter with a script in another language',
    user(
      '',
      extension(
        '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:script scriptFormat="groovy">1</camunda:script></camunda:inputParameter></camunda:inputOutput>',
      ),
    ),
    'script X',
  ],
  [
    'a script in a list in another language',
    user(
      '',
      extension(
        '<camunda:inputOutput><camunda:inputParameter name="a"><camunda:list><camunda:script scriptFormat="python">1</camunda:script></camunda:list></camunda:inputParameter></camunda:inputOutput>',
      ),
    ),
    'script X',
  ],
  ['a retry cycle that is none', user('', extension('<camunda:failedJobRetryTimeCycle>often</camunda:failedJobRetryTimeCycle>')), 'retry X'],
  ['a time to live that is none', processOf(chain(start, end), 'camunda:historyTimeToLive="long"'), 'history test'],
  ['an attribute of another vendor', user('zeebe:priority="1" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'), 'supported-attribute X'],
  ['an element of another vendor', user('', extension('<flowable:field xmlns:flowable="http://flowable.org/bpmn" name="a"/>')), 'supported-attribute X'],
]

/** Tasks of people, their forms, listeners and mappings. */
export const people: Refused[] = [...settings]
