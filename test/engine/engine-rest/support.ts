import { createTestApp, type TestApp, type TestAppOptions } from '../../support/create-test-app.ts'
import { restCalls, type RestCalls } from '../../support/rest-calls.ts'
import { smallDistrict } from '../../support/small-district.ts'

export type Rest = RestCalls & {
  app: TestApp
  /** The same calls as another user. */
  as(username: string): Rest
}

/** The real application, called as Camunda's clients call: HTTP Basic with each request. */
export async function createRest(options: TestAppOptions = {}): Promise<Rest> {
  return clientOf(await createTestApp({ prepare: smallDistrict, ...options }), 'admin')
}

function clientOf(app: TestApp, username: string): Rest {
  return { app, ...restCalls(app.url, username), as: (other) => clientOf(app, other) }
}

/** A process with one user task, unless other elements are given. */
export function model(key: string, content = oneTask, rest = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="Definitions_${key}" targetNamespace="test">
  <bpmn:process id="${key}" name="Process ${key}" isExecutable="true" camunda:historyTimeToLive="P30D">
    ${content}
  </bpmn:process>
  ${rest}
</bpmn:definitions>`
}

const oneTask = `<bpmn:startEvent id="Start"/>
    <bpmn:userTask id="Task" name="Do it" camunda:assignee="admin"/>
    <bpmn:endEvent id="End"/>
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Task"/>
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task" targetRef="End"/>`

/** Elements in a row between a start and an end event, joined by flows. */
export function row(...elements: string[]): string {
  const all = ['<bpmn:startEvent id="Start"/>', ...elements, '<bpmn:endEvent id="End"/>']
  const ids = all.map((element) => /\sid="([^"]+)"/.exec(element)?.[1] ?? '')
  const flows = ids.slice(1).map((id, index) => `<bpmn:sequenceFlow id="Flow_${index + 1}" sourceRef="${ids[index] ?? ''}" targetRef="${id}"/>`)
  return [...all, ...flows].join('\n    ')
}
