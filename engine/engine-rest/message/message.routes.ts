import { z } from 'zod'
import type { RestServices } from '../deps.ts'
import { defineRest, operating, type RestRoute } from '../rest-route.ts'
import { variablesBody } from '../variables.ts'

const text = z.string().nullish()
const flag = z.boolean().nullish()

export const messageBody = z.looseObject({
  messageName: text,
  businessKey: text,
  tenantId: text,
  withoutTenantId: flag,
  processInstanceId: text,
  correlationKeys: variablesBody,
  localCorrelationKeys: variablesBody,
  processVariables: variablesBody,
  processVariablesLocal: variablesBody,
  processVariablesToTriggeredScope: variablesBody,
  all: flag,
  resultEnabled: flag,
  variablesInResultEnabled: flag,
})
export const signalBody = z.looseObject({ name: text, executionId: text, variables: variablesBody, tenantId: text, withoutTenantId: flag })
export const conditionBody = z.looseObject({ variables: variablesBody, businessKey: text, tenantId: text, withoutTenantId: flag, processDefinitionId: text })
export type MessageBody = z.output<typeof messageBody>
export type SignalBody = z.output<typeof signalBody>
export type ConditionBody = z.output<typeof conditionBody>

/** /message, /signal, /condition: events from outside. */
export function messageRoutes({ messages }: RestServices): RestRoute[] {
  return [
    defineRest({
      method: 'POST',
      path: '/message',
      right: operating,
      summary: 'Correlate a message with who waits for it, or with a process that it starts',
      body: messageBody,
      async handle({ body, actor }) {
        const results = await messages.correlate(body, actor)
        return body.resultEnabled ? { body: results } : { status: 204 }
      },
    }),
    defineRest({
      method: 'POST',
      path: '/signal',
      right: operating,
      summary: 'Send a signal to everybody who waits for it',
      body: signalBody,
      async handle({ body, actor }) {
        await messages.signal(body, actor)
        return { status: 204 }
      },
    }),
    defineRest({
      method: 'POST',
      path: '/condition',
      right: operating,
      summary: 'Start the processes whose condition holds',
      body: conditionBody,
      handle: async ({ body, actor }) => ({ body: await messages.condition(body, actor) }),
    }),
  ]
}
