import type { Actor, ApplyHandler, HandlerInput, ModuleRow } from '../../../../engine/module.ts'
import type { HazardRow } from '../../../../processes/hazard/self-report/hazard-row.ts'

export const now = '2026-03-02T02:00:00.000Z'
export const today = '2026-03-02'

export function anActor(given: Partial<Actor> = {}): Actor {
  return {
    userId: 'user-1',
    username: 'qy01',
    name: '顾小安',
    district: '320206',
    districtName: '惠山区',
    unitId: 'enterprise-1',
    unitName: '惠山示例瑞彩涂料有限公司',
    unitType: 'enterprise',
    role: 'enterprise-safety',
    rights: { hazards: 'operate' },
    scope: 'self',
    groups: [],
    ...given,
  }
}

export function aReport(given: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: '消火栓被货物遮挡',
    description: '仓库东侧消火栓被货物遮挡,水带缺 1 盘。',
    location: '成品仓库东侧',
    category: 'XC05',
    level: 'general',
    foundOn: '2026-03-01',
    inspectionType: 'daily',
    foundBy: '顾小安',
    rectifyMode: 'deadline',
    responsiblePerson: '柳青松',
    responsiblePhone: '19900000001',
    measures: '清理通道,补齐水带',
    deadlineOn: '2026-03-10',
    fundsPlanned: 0.35,
    precautions: '设置警示标识',
    photosBefore: [],
    ...given,
  }
}

export function aRectification(given: Record<string, unknown> = {}): Record<string, unknown> {
  return { completedOn: '2026-03-02', rectification: '货物已移走', fundsActual: 0.3, acceptedBy: '周立安', photosAfter: [], ...given }
}

export function aHazard(given: Partial<HazardRow> = {}): HazardRow {
  return {
    id: 'hazard-1',
    district: '320206',
    number: 'YH-320206-202603-00001',
    instanceId: 'instance-1',
    status: 'rectifying',
    source: 'self',
    reporterId: 'user-1',
    reportedOn: today,
    reportedAt: now,
    enterpriseId: 'enterprise-1',
    enterpriseName: '惠山示例瑞彩涂料有限公司',
    enterpriseUscc: '91320206XX00000193',
    townshipId: 'luoshe',
    townshipCode: '320206102',
    townshipName: '洛社镇',
    villageId: 'shuangmiao',
    villageCode: '320206102201',
    villageName: '双庙村',
    departmentId: 'yjj',
    title: '消火栓被货物遮挡',
    description: '仓库东侧消火栓被货物遮挡,水带缺 1 盘。',
    location: '成品仓库东侧',
    category: 'XC05',
    level: 'general',
    basis: null,
    foundOn: '2026-03-01',
    inspectionType: 'daily',
    foundBy: '顾小安',
    rectifyMode: 'deadline',
    responsiblePerson: '柳青松',
    responsiblePhone: '19900000001',
    measures: '清理通道,补齐水带',
    deadlineOn: '2026-03-10',
    fundsPlanned: 0.35,
    precautions: '设置警示标识',
    photosBefore: [],
    knowledgeItemId: null,
    completedOn: null,
    rectification: null,
    fundsActual: null,
    acceptedBy: null,
    photosAfter: [],
    returns: 0,
    returnReason: null,
    overdueAt: null,
    verifiedBy: null,
    verifiedAt: null,
    proposedLevel: null,
    proposedDeadlineOn: null,
    extra: {},
    updatedAt: now,
    ...given,
  }
}

/** Runs the pure half of a handler on given facts, as the engine would after its `read`. */
export function applied(handler: ApplyHandler, facts: Record<string, unknown>, data: Record<string, unknown> = {}, given: Partial<HandlerInput> = {}) {
  let ids = 0
  return handler.apply({
    instanceId: 'instance-1',
    processKey: 'hazard-self-report',
    nodeId: 'Service',
    district: '320206',
    businessKey: null,
    variables: {},
    submission: { id: 'submission-1', formKey: 'form', formVersionId: 'version-1', data, opinion: null },
    actor: anActor(),
    now,
    ...given,
    facts: { deltaRow, ...facts },
    newId: () => `new-${++ids}`,
  })
}

/** A figure's change as a row, so that tests can read it back. */
export function deltaRow(delta: Record<string, unknown>): ModuleRow {
  return { table: 'figure_delta', op: 'insert', row: { ...delta } }
}

/** Figure changes of a result, as `figure: value` by township. */
export function deltasOf(rows: ModuleRow[] | undefined): Record<string, number> {
  const deltas = (rows ?? []).filter((row) => row.table === 'figure_delta' && row.op !== 'delete')
  return Object.fromEntries(deltas.map((delta) => [String(rowOf(delta)['figure']), Number(rowOf(delta)['value'])]))
}

/** What a result writes to the hazard. */
export function hazardChange(rows: ModuleRow[] | undefined): Record<string, unknown> {
  const changes = (rows ?? []).filter((row) => row.table === 'hazard_record')
  return Object.assign({}, ...changes.map(rowOf))
}

function rowOf(row: ModuleRow): Record<string, unknown> {
  return row.op === 'delete' ? {} : row.row
}
