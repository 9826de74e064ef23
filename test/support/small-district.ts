import type { Engine, Level } from '../../engine/module.ts'
import { testPassword } from './create-test-app.ts'

/**
 * One district for tests of the platform: `admin` (everything), `clerk` (may see settings only), `town` (a township),
 * `works` and `other` (two enterprises in it). All but the clerk may see cases of the process `inspection`.
 */
export async function smallDistrict(engine: Engine): Promise<void> {
  const { identity } = engine
  const district = '320206'
  await identity.createDistrict({ code: district, name: '惠山区' })
  const unit = (id: string, name: string, type: 'district' | 'township' | 'village' | 'enterprise', parentId: string | null) =>
    identity.createUnit({ id, district, code: id, name, shortName: '', type, parentId, lead: type === 'district' })
  await unit('office', '区安委办', 'district', null)
  await unit('luoshe', '洛社镇', 'township', 'office')
  await unit('shuangmiao', '双庙村', 'village', 'luoshe')
  await unit('works', '一号工厂', 'enterprise', 'shuangmiao')
  await unit('other', '二号工厂', 'enterprise', 'shuangmiao')

  const everything = Object.fromEntries(
    ['units', 'roles', 'users', 'settings', 'calendars', 'audit', 'operations', 'case:inspection'].map((key): [string, Level] => [key, 'operate']),
  )
  const role = (key: string, name: string, rights: Record<string, Level>) => identity.createRoleGroup({ id: `role-${key}`, district, key, name, rights })
  await role('admin', '系统管理员', everything)
  await role('clerk', '查看', { settings: 'view', users: 'view' })
  await role('township-handler', '乡镇-经办', { users: 'view', 'case:inspection': 'operate' })
  await role('enterprise-safety', '企业安全员', { 'case:inspection': 'operate' })

  const user = (username: string, unitId: string, roleKey: string, scope: 'all' | 'area' | 'self') =>
    identity.createUser({ id: `user-${username}`, district, username, name: `${username}姓名`, password: testPassword, unitId, roleKey, scope, demo: true })
  await user('admin', 'office', 'admin', 'all')
  await user('clerk', 'office', 'clerk', 'all')
  await user('town', 'luoshe', 'township-handler', 'area')
  await user('works', 'works', 'enterprise-safety', 'self')
  await user('other', 'other', 'enterprise-safety', 'self')
}
