import { createTestApp, testPassword, type TestApp, type TestAppOptions } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'

/** What a call answered: the body as JSON, or as text where it is none. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; body: any }

export type Rest = {
  app: TestApp
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  del(path: string): Promise<Answer>
  /** Deploys files as a client of Camunda does: a multipart form. */
  deploy(files: Record<string, string>, fields?: Record<string, string>): Promise<Answer>
  /** The same calls as another user. */
  as(username: string): Rest
}

/** The real application, called as Camunda's clients call: HTTP Basic with each request. */
export async function createRest(options: TestAppOptions = {}): Promise<Rest> {
  return clientOf(await createTestApp({ prepare: smallDistrict, ...options }), 'admin')
}

function clientOf(app: TestApp, username: string): Rest {
  const authorization = `Basic ${Buffer.from(`${username}:${testPassword}`).toString('base64')}`
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const isForm = body instanceof FormData
    const headers = { authorization, ...(body !== undefined && !isForm && { 'content-type': 'application/json' }) }
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
    const response = await fetch(`${app.url()}/engine-rest${path}`, { method, headers, ...sent })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, body: isJson ? JSON.parse(text) : text }
  }
  return {
    app,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    del: (path) => call('DELETE', path),
    deploy(files, fields = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      for (const [name, content] of Object.entries(files)) form.append(name, new Blob([content], { type: 'application/octet-stream' }), name)
      return call('POST', '/deployment/create', form)
    },
    as: (other) => clientOf(app, other),
  }
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
