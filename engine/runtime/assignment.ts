import type { TaskAnswer, TaskNeed } from '../execution/need.ts'
import type { Unit } from '../module.ts'

export type AssignmentDeps = {
  directory: { hasMembers(group: string): Promise<boolean>; groupsOfUnit(unitId: string): Promise<string[]> }
  units: {
    byId(id: string): Promise<Unit | undefined>
    byCode(district: string, code: string): Promise<Unit | undefined>
    list(district: string): Promise<Unit[]>
  }
  users: { idOf(username: string): Promise<string | undefined>; unitOf(userId: string): Promise<string | undefined> }
}

type Resolved = Pick<TaskAnswer, 'assignee' | 'candidates' | 'incident'>

/** Who gets a task: `cz:assign` rules by organisation (approvals.md) beside Camunda's assignee and candidates. */
export async function resolveAssignment(deps: AssignmentDeps, need: TaskNeed): Promise<Resolved> {
  const assignee = need.assignee === null ? null : ((await deps.users.idOf(need.assignee)) ?? need.assignee)
  const byRule = await Promise.all(need.assign.map((rule) => groupsOf(deps, need, rule)))
  const candidates = [...new Set([...byRule.flat(), ...(await userGroups(deps, need.candidateUsers)), ...need.candidateGroups])]
  const nobody = need.assign.length > 0 && byRule.flat().length === 0 && assignee === null
  return { assignee, candidates, incident: nobody ? `nobody is there for ${need.assign.join('; ')}` : null }
}

async function groupsOf(deps: AssignmentDeps, need: TaskNeed, rule: string): Promise<string[]> {
  if (rule === 'initiator') return need.caseOf.initiator === null ? [] : [`user:${need.caseOf.initiator}`]
  if (rule.startsWith('user:')) return userGroups(deps, [rule.slice(5)])
  const [role = '', scope = ''] = rule.slice('role:'.length).split('@')
  const unit = await unitOf(deps, need, scope)
  if (!unit) return []
  if (await deps.directory.hasMembers(`${role}@${unit.id}`)) return [`${role}@${unit.id}`]
  return need.onEmpty === 'parentUnit' ? groupsAbove(deps, role, unit) : []
}

/** cz:onEmpty=parentUnit: the same role one unit up, else whoever works there, and so on to the top. */
async function groupsAbove(deps: AssignmentDeps, role: string, unit: Unit): Promise<string[]> {
  for (let parent = await parentOf(deps, unit); parent; parent = await parentOf(deps, parent)) {
    const same = `${role}@${parent.id}`
    if (await deps.directory.hasMembers(same)) return [same]
    const anybody = await deps.directory.groupsOfUnit(parent.id)
    if (anybody.length > 0) return anybody
  }
  return []
}

async function parentOf({ units }: AssignmentDeps, unit: Unit): Promise<Unit | undefined> {
  return unit.parentId === null ? undefined : units.byId(unit.parentId)
}

async function unitOf({ units, users }: AssignmentDeps, { caseOf }: TaskNeed, scope: string): Promise<Unit | undefined> {
  if (scope.startsWith('unit:')) return units.byCode(caseOf.tenant, scope.slice(5))
  if (scope === 'case.district') return (await units.list(caseOf.tenant)).find((unit) => unit.type === 'district')
  const id = scope === 'initiator.unit' ? caseOf.initiator && (await users.unitOf(caseOf.initiator)) : caseUnit(caseOf, scope)
  return id ? units.byId(id) : undefined
}

function caseUnit(caseOf: TaskNeed['caseOf'], scope: string): string | null {
  const byScope: Record<string, string | null> = {
    'case.enterprise': caseOf.enterpriseId,
    'case.village': caseOf.villageId,
    'case.township': caseOf.townshipId,
    'case.department': caseOf.departmentId,
  }
  return byScope[scope] ?? null
}

async function userGroups({ users }: AssignmentDeps, names: string[]): Promise<string[]> {
  const ids = await Promise.all(names.map((name) => users.idOf(name)))
  return ids.flatMap((id) => (id === undefined ? [] : [`user:${id}`]))
}
