import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNumbers } from '../../../engine/numbers.ts'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { freshDatabase, type DatabaseKind } from '../../support/databases.ts'
import { smallDistrict } from '../../support/small-district.ts'

describe.each<DatabaseKind>(['sqlite', 'postgres'])('the organisation on %s', (kind) => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ database: await freshDatabase(kind), prepare: smallDistrict })
    const { identity } = app.engine
    await identity.createDistrict({ code: '320205', name: '锡山区' })
    await identity.createUnit({
      id: 'elsewhere',
      district: '320205',
      code: '320205',
      name: '别处',
      shortName: '',
      type: 'district',
      parentId: null,
      lead: true,
    })
  })
  afterAll(() => app.stop())

  const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id)

  it('lists the units of the own district, without enterprises', async () => {
    const { body } = await (await app.as('works')).get('/api/units')

    expect(ids(body)).toEqual(expect.arrayContaining(['office', 'luoshe', 'shuangmiao']))
    expect(body).toMatchObject({ next: null, total: 3 })
    expect(body.items).toContainEqual({ id: 'office', code: 'office', name: '区安委办', type: 'district', parentId: null, lead: true, enabled: true })
  })

  it('lists units by type and by parent', async () => {
    const client = await app.as('works')

    expect(ids((await client.get('/api/units?type=township')).body)).toEqual(['luoshe'])
    expect(ids((await client.get('/api/units?parent=luoshe')).body)).toEqual(['shuangmiao'])
    expect((await client.get('/api/units?type=enterprise')).status).toBe(400)
  })

  it('shows the own district only, unless somebody maintains districts', async () => {
    expect((await (await app.as('works')).get('/api/districts')).body.items).toEqual([{ code: '320206', name: '惠山区' }])
  })

  it('lists users page by page, without anything secret', async () => {
    const admin = await app.as('admin')

    const first = await admin.get('/api/users?limit=3')
    const second = await admin.get(`/api/users?limit=3&after=${first.body.next}`)

    expect([...first.body.items, ...second.body.items].map(({ username }) => username)).toEqual(['admin', 'clerk', 'other', 'town', 'works'])
    expect([first.body.total, second.body.next]).toEqual([5, null])
    expect(first.body.items[0]).toEqual({
      id: 'user-admin',
      username: 'admin',
      name: 'admin姓名',
      unit: { id: 'office', name: '区安委办' },
      role: { key: 'admin', name: '系统管理员' },
      scope: 'all',
      enabled: true,
    })
  })

  it('finds users by name and unit, and takes % as what it is', async () => {
    const admin = await app.as('admin')

    expect(ids((await admin.get('/api/users?q=work')).body)).toEqual(['user-works'])
    expect(ids((await admin.get('/api/users?unit=luoshe')).body)).toEqual(['user-town'])
    expect((await admin.get(`/api/users?q=${encodeURIComponent('%')}`)).body.items).toEqual([])
  })

  it('shows a township its own users only, also when it asks for others', async () => {
    const town = await app.as('town')

    expect(ids((await town.get('/api/users')).body)).toEqual(['user-town'])
    expect(ids((await town.get('/api/users?unit=office')).body)).toEqual(['user-town'])
  })

  it('refuses lists to who has no right', async () => {
    const works = await app.as('works')

    expect((await works.get('/api/users')).status).toBe(403)
    expect((await works.get('/api/roles')).status).toBe(403)
  })

  it('shows role groups with their rights, and every right there is in words', async () => {
    const { body } = await (await app.as('admin')).get('/api/roles')

    expect(body.items.find(({ key }: { key: string }) => key === 'clerk')).toMatchObject({ name: '查看', rights: { settings: 'view', users: 'view' } })
    expect(body.permissions).toContainEqual({ key: 'users', title: '部门用户' })
  })

  it('knows which groups have members, and what they are called', async () => {
    const { directory } = app.app.platform

    expect(await directory.hasMembers('township-handler@luoshe')).toBe(true)
    expect(await directory.hasMembers('township-handler@shuangmiao')).toBe(false)
    expect(await directory.hasMembers('user:user-town')).toBe(true)
    expect(await directory.hasMembers('user:nobody')).toBe(false)
    expect(await directory.nameOfGroup('township-handler@luoshe')).toBe('洛社镇 · 乡镇-经办')
    expect(await directory.nameOfGroup('user:user-town')).toBe('town姓名')
    expect(await directory.userNames(['user-town', 'nobody'])).toEqual(new Map([['user-town', 'town姓名']]))
  })

  it('learns at once of a new member', async () => {
    const { directory } = app.app.platform
    expect(await directory.hasMembers('clerk@shuangmiao')).toBe(false)

    await app.engine.identity.createUser({
      id: 'user-new',
      district: '320206',
      username: 'new',
      name: '新',
      password: 'x',
      unitId: 'shuangmiao',
      roleKey: 'clerk',
      scope: 'village',
    })

    expect(await directory.hasMembers('clerk@shuangmiao')).toBe(true)
  })

  it('numbers without repeating, from several nodes', async () => {
    const nodes = [createNumbers({ db: app.engine.db }), createNumbers({ db: app.engine.db })]

    const taken = await Promise.all(nodes.flatMap((node) => Array.from({ length: 50 }, () => node.next('case'))))

    expect(new Set(taken).size).toBe(100)
    expect(Math.max(...taken)).toBeLessThanOrEqual(120)
  })
})
