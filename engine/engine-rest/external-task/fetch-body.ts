import { z } from 'zod'
import { invalidRequest } from '../errors.ts'

/** Clients send null for what they do not say. */
const optional = <Type extends z.ZodType>(type: Type) => type.nullish().transform((value) => value ?? undefined)
const texts = optional(z.array(z.string()))
const text = optional(z.string())
const flag = optional(z.boolean())

const topicBody = z.looseObject({
  topicName: z.string(),
  lockDuration: z.number().int(),
  businessKey: text,
  processDefinitionId: text,
  processDefinitionIdIn: texts,
  processDefinitionKey: text,
  processDefinitionKeyIn: texts,
  processDefinitionVersionTag: text,
  tenantIdIn: texts,
  withoutTenantId: flag,
  processVariables: optional(z.record(z.string(), z.unknown())),
  variables: texts,
  localVariables: flag,
  deserializeValues: flag,
  includeExtensionProperties: flag,
})

export const fetchBody = z.looseObject({
  workerId: z.string().min(1),
  maxTasks: z.number().int(),
  usePriority: flag,
  asyncResponseTimeout: optional(z.number().int()),
  sorting: z.array(z.looseObject({ sortBy: text, sortOrder: text })).nullish(),
  topics: optional(z.array(topicBody)),
})
export type FetchBody = z.output<typeof fetchBody>

/** Milliseconds that a worker may wait for a task, as in Camunda. */
const longestWaitMs = 1_800_000

/** @throws InvalidRequestException for a request that can not be meant */
export function checkFetch({ asyncResponseTimeout, maxTasks, topics, sorting }: FetchBody): void {
  if ((asyncResponseTimeout ?? 0) > longestWaitMs)
    throw invalidRequest(`The asynchronous response timeout cannot be set to a value greater than ${longestWaitMs} milliseconds`)
  if (maxTasks < 0) throw invalidRequest('maxResults is not greater than or equal to 0')
  if ((topics ?? []).some(({ lockDuration }) => lockDuration <= 0)) throw invalidRequest('lockTime is not greater than 0')
  if ((sorting ?? []).some(({ sortBy, sortOrder }) => sortBy !== 'createTime' || (sortOrder ?? 'asc') !== 'asc'))
    throw invalidRequest('Tasks are fetched oldest first, with usePriority the most urgent first: no other order is supported')
}
