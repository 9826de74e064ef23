import { afterAll, beforeAll, expect } from 'vitest'
import { createRest, type Rest } from '../engine/engine-rest/support.ts'
import type { RestCalls } from '../support/rest-calls.ts'

type Values = Record<string, unknown>

/** The engine as its clients reach it, and the clock that tests move. */
type Driven = RestCalls & { app: { advance(by: { ms: number }): Promise<void> } }

/** One process instance, driven and looked at only as a client of Camunda's REST API can: what the standard demands must be visible there. */
export class Conductor {
  readonly rest: Driven
  id = ''

  constructor(rest: Driven) {
    this.rest = rest
  }

  /** Deploys a model, which must be accepted. */
  async deploy(xml: string, files: Record<string, string> = {}): Promise<this> {
    const answer = await this.rest.deploy({ 'model.bpmn': xml, ...files })
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
    return this
  }

  async start(variables: Values = {}, { key = 'test', businessKey }: { key?: string; businessKey?: string } = {}): Promise<this> {
    const answer = await this.rest.post(`/process-definition/key/${key}/start`, {
      variables: typed(variables),
      ...(businessKey !== undefined && { businessKey }),
    })
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
    this.id = answer.body.id
    return this
  }

  /** Keys of the open user tasks, sorted. */
  async open(id = this.id): Promise<string[]> {
    const { body } = await this.rest.get(`/task?processInstanceId=${id}`)
    return body.map((task: { taskDefinitionKey: string }) => task.taskDefinitionKey).sort()
  }

  async complete(key: string, variables: Values = {}, id = this.id): Promise<this> {
    const { body } = await this.rest.get(`/task?processInstanceId=${id}&taskDefinitionKey=${key}`)
    expect(body, `no task ${key}`).not.toEqual([])
    const answer = await this.rest.post(`/task/${body[0].id}/complete`, { variables: typed(variables) })
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 204 })
    return this
  }

  async message(name: string, more: Values = {}): Promise<number> {
    return (await this.rest.post('/message', { messageName: name, ...more })).status
  }

  async signal(name: string): Promise<number> {
    return (await this.rest.post('/signal', { name })).status
  }

  async set(variables: Values): Promise<this> {
    const answer = await this.rest.post(`/process-instance/${this.id}/variables`, { modifications: typed(variables) })
    expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 204 })
    return this
  }

  /** Moves the engine's clock, as the suite's test clock does. */
  async advance(ms: number): Promise<this> {
    await this.rest.app.advance({ ms })
    return this
  }

  async state(id = this.id): Promise<string> {
    return (await this.rest.get(`/history/process-instance/${id}`)).body.state
  }

  /** Activities that have ended, in order: `A`, or `A cancelled`. */
  async ended(id = this.id): Promise<string[]> {
    const { body } = await this.rest.get(`/history/activity-instance?processInstanceId=${id}&finished=true&sortBy=endTime&sortOrder=asc`)
    return body.map((each: { activityId: string; canceled: boolean }) => (each.canceled ? `${each.activityId} cancelled` : each.activityId))
  }

  /** How often an activity has run to its end. */
  async count(activityId: string): Promise<number> {
    return (await this.ended()).filter((each) => each === activityId).length
  }

  async variables(id = this.id): Promise<Values> {
    const { body } = await this.rest.get(`/history/variable-instance?processInstanceId=${id}`)
    return Object.fromEntries(body.map((each: { name: string; value: unknown }) => [each.name, each.value]))
  }

  async incidents(): Promise<string[]> {
    const { body } = await this.rest.get(`/incident?processInstanceId=${this.id}`)
    return body.map((each: { activityId: string }) => each.activityId)
  }

  async called(): Promise<string[]> {
    const { body } = await this.rest.get(`/history/process-instance?superProcessInstanceId=${this.id}`)
    return body.map((each: { id: string }) => each.id)
  }
}

export function typed(variables: Values): Record<string, { value: unknown; type?: string }> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? { value: JSON.stringify(value), type: 'Json' } : { value },
    ]),
  )
}

/** One application for a file of models, stopped after its last test. */
export function useConductor(): () => Conductor {
  let rest: Rest
  beforeAll(async () => {
    rest = await createRest()
  })
  afterAll(() => rest.app.stop())
  return () => new Conductor(rest)
}
