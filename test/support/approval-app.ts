import { defineHandler, defineModule, type Engine } from '../../engine/module.ts'
import { createTestApp, testPassword, type TestApp, type TestAppOptions } from './create-test-app.ts'
import { smallDistrict } from './small-district.ts'
import type { TestClient } from './test-client.ts'

/** The case belongs to the enterprise that starts it, in its village and township. */
const register = defineHandler({
  kind: 'apply',
  name: 'approvalRegister',
  apply: ({ actor, variables, instanceId }) => ({
    case: {
      subject: String(variables['title'] ?? '无题'),
      businessKey: `SP-${instanceId.slice(-6)}`,
      enterpriseId: actor?.unitId ?? null,
      villageId: 'shuangmiao',
      townshipId: 'luoshe',
    },
  }),
})

const approval = defineModule({
  name: 'approval',
  permissions: [{ key: 'approvals', title: { 'zh-CN': '审批', en: 'Approvals' } }],
  directories: { bpmn: 'test/engine/tasks/models' },
  handlers: [register],
  cases: { approval: { permission: 'approvals', data: async () => ({}), withdrawMessage: 'approval-withdraw' } },
})

/**
 * A flow without forms in a small district: `works` starts it, `lin` or `xu` checks, `works` confirms. `viewer` sees every case and acts on
 * none; `yangshan` checks in another township; `xishan` sees everything of another district.
 */
export function createApprovalApp(options: TestAppOptions = {}): Promise<TestApp> {
  return createTestApp({ modules: [approval], prepare: people, ...options })
}

async function people(engine: Engine): Promise<void> {
  const { identity } = engine
  await smallDistrict(engine)
  const role = (district: string, key: string, level: 'view' | 'operate') =>
    identity.createRoleGroup({ id: `${key}-${district}`, district, key, name: key, rights: { approvals: level } })
  const user = (username: string, name: string, unitId: string, given: { roleKey?: string; scope?: 'all' | 'area'; district?: string } = {}) =>
    identity.createUser({
      id: `user-${username}`,
      district: '320206',
      username,
      name,
      unitId,
      roleKey: 'approval-checker',
      scope: 'area',
      password: testPassword,
      demo: true,
      ...given,
    })

  await role('320206', 'approval-checker', 'operate')
  await role('320206', 'approval-viewer', 'view')
  await identity.createUnit({ id: 'yangshan', district: '320206', code: 'yangshan', name: '阳山镇', shortName: '', type: 'township', parentId: 'office' })
  await user('lin', '林一', 'luoshe')
  await user('xu', '许二', 'luoshe')
  await user('viewer', '查看者', 'office', { roleKey: 'approval-viewer', scope: 'all' })
  await user('yangshan', '阳山经办', 'yangshan')

  await identity.createDistrict({ code: '320205', name: '锡山区' })
  await identity.createUnit({ id: 'office2', district: '320205', code: 'office2', name: '区安委办', shortName: '', type: 'district', parentId: null })
  await role('320205', 'approval-checker', 'operate')
  await user('xishan', '锡山经办', 'office2', { district: '320205', scope: 'all' })
}

export type Started = { instanceId: string; taskId: string }

/** Starts a case as `client`. @returns the task that waits then, as the database knows it. */
export async function startApproval(app: TestApp, client: TestClient, title = '动火作业'): Promise<Started> {
  const { status, body } = await client.post('/api/processes/approval/start', { data: { title } })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { instanceId: body.instanceId, taskId: await taskOf(app, body.instanceId) }
}

export async function taskOf(app: TestApp, instanceId: string): Promise<string> {
  const row: { id: string } | undefined = await app.engine.db('task').where({ instanceId }).first('id')
  return row?.id ?? ''
}
