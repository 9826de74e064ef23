import type { ProcessGraph } from '../../bpmn/graph.ts'
import type { ExecutionRow, IncidentRow } from '../../execution/state.ts'
import { activityType } from '../activity-type.ts'
import { incidentType } from '../incident-filters.ts'
import type { InstanceFacts, WaitingJob } from './process-instance.store.ts'

type Incident = { id: string; activityId: string }
type Base = {
  id: string
  parentActivityInstanceId: string | null
  activityId: string
  activityType: string
  processInstanceId: string
  processDefinitionId: string
  incidentIds: string[]
  incidents: Incident[]
}
export type ActivityInstance = Base & {
  childActivityInstances: ActivityInstance[]
  childTransitionInstances: TransitionInstance[]
  executionIds: string[]
  activityName: string
  name: string
}
type TransitionInstance = Base & { executionId: string; targetActivityId: string; activityName: string }

export const bodySuffix = '#multiInstanceBody'

export type TreeParts = { instance: InstanceFacts; graph: ProcessGraph; executions: ExecutionRow[]; incidents: IncidentRow[]; jobs: WaitingJob[] }

/**
 * Where the tokens of an instance are, as a tree of scopes: an activity that runs is a node of it, a step that is put off to a job is a
 * transition. Executions without an activity of their own stand for the scope around them.
 */
export function activityTree(parts: TreeParts): ActivityInstance {
  const { instance, graph, executions, jobs } = parts
  const byId = new Map(executions.map((row) => [row.id, row]))
  const root = nodeOf(parts, { activityId: instance.id, id: instance.id, nodeId: graph.key }, null)
  const nodes = new Map<string, ActivityInstance>([[instance.id, { ...root, activityId: instance.definitionId, activityType: 'processDefinition' }]])
  const putOff = new Map(jobs.map((job) => [job.executionId, job]))

  const place = (row: ExecutionRow): ActivityInstance | undefined => {
    const known = nodes.get(row.id)
    if (known !== undefined) return known
    const parent = row.parentId === null ? undefined : byId.get(row.parentId)
    const above = parent && place(parent)
    if (above === undefined) return undefined
    const job = putOff.get(row.id)
    if (job !== undefined) above.childTransitionInstances.push(transitionOf(parts, job, above.id))
    if (row.activityId === null || job !== undefined) {
      above.executionIds.push(row.id)
      nodes.set(row.id, above)
      return above
    }
    const own = withLoop(row, nodeOf(parts, { activityId: row.activityId, id: row.id, nodeId: row.nodeId }, above.id))
    above.childActivityInstances.push(own)
    nodes.set(row.id, own)
    return own
  }

  for (const row of executions) place(row)
  return nodes.get(instance.id) ?? root
}

/** The body around the instances of an activity with a loop marker is an activity of its own there. */
function withLoop({ data }: ExecutionRow, activity: ActivityInstance): ActivityInstance {
  if (data['loop'] === undefined) return activity
  return { ...activity, activityId: `${activity.activityId}${bodySuffix}`, activityType: 'multiInstanceBody' }
}

function nodeOf(parts: TreeParts, { activityId, id, nodeId }: { activityId: string; id: string; nodeId: string }, parent: string | null): ActivityInstance {
  const node = parts.graph.nodes[nodeId]
  const name = node?.name ?? ''
  const own = parts.incidents.filter((incident) => incident.executionId === id)
  return {
    id: activityId,
    parentActivityInstanceId: parent,
    activityId: nodeId,
    activityType: activityType(node),
    processInstanceId: parts.instance.id,
    processDefinitionId: parts.instance.definitionId,
    childActivityInstances: [],
    childTransitionInstances: [],
    executionIds: [id],
    activityName: name,
    name,
    ...incidentParts(own),
  }
}

function transitionOf({ instance, graph, incidents }: TreeParts, { executionId, nodeId }: WaitingJob, parent: string): TransitionInstance {
  const node = graph.nodes[nodeId]
  const own = incidents.filter((incident) => incident.executionId === executionId)
  return {
    id: executionId,
    parentActivityInstanceId: parent,
    activityId: nodeId,
    activityType: activityType(node),
    processInstanceId: instance.id,
    processDefinitionId: instance.definitionId,
    executionId,
    targetActivityId: nodeId,
    activityName: node?.name ?? '',
    ...incidentParts(own),
  }
}

function incidentParts(rows: IncidentRow[]): Pick<Base, 'incidentIds' | 'incidents'> {
  return {
    incidentIds: rows.map(({ id }) => id),
    incidents: rows.map(({ id, nodeId, kind }) => ({ id, activityId: nodeId, incidentType: incidentType(kind) })),
  }
}
