import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Engine, FormInput } from '../../engine/module.ts'
import formsModule from '../../forms/module.ts'
import { createDefinitions } from '../../forms/definitions/definitions.ts'
import { createTestApp, testPassword, type TestApp } from '../support/create-test-app.ts'
import { record, text } from './support.ts'

const png = Uint8Array.from(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'))

async function people({ identity }: Engine): Promise<void> {
  await identity.createDistrict({ code: '320206', name: '惠山区' })
  await identity.createUnit({ id: 'd', district: '320206', code: '320206', name: '惠山区', shortName: '惠山', type: 'district', parentId: null })
  await identity.createRoleGroup({ id: 'g', district: '320206', key: 'member', name: '成员', rights: {} })
  for (const username of ['first', 'second']) {
    await identity.createUser({
      id: `u-${username}`,
      district: '320206',
      username,
      name: username,
      password: testPassword,
      unitId: 'd',
      roleKey: 'member',
      scope: 'all',
      demo: true,
    })
  }
}

describe('the forms runtime in the application', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await createTestApp({ modules: [formsModule], prepare: people })
  })
  afterAll(() => test.stop())

  const publish = (key: string, district: string) =>
    createDefinitions(test.engine).publish({ key, district, definition: { title: key, components: [text('a')] }, by: null })

  it('publishes the library at start, once', async () => {
    const before = await test.engine.forms.resolve('hazard-report', '320206')

    await test.restart()

    expect(before).toMatchObject({ key: 'hazard-report', version: 1, title: '隐患自查上报', district: '' })
    expect(await test.engine.forms.resolve('hazard-report', '320206')).toEqual(before)
  })

  it('shows a published version to who is logged in, for ever the same', async () => {
    const form = await test.engine.forms.resolve('hazard-verify', '320206')

    const answer = await (await test.as('first')).get(`/api/forms/${form?.id}`)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(form)
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect((await test.anonymous().get(`/api/forms/${form?.id}`)).status).toBe(401)
  })

  it('answers for a form of another district as for an unknown one', async () => {
    await publish('theirs', '320205')
    const form = await test.engine.forms.resolve('theirs', '320205')
    const client = await test.as('first')

    const [foreign, unknown] = [await client.get(`/api/forms/${form?.id}`), await client.get('/api/forms/none')]

    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect([foreign.body.error.code, unknown.body.error.code]).toEqual(['form.unknown', 'form.unknown'])
  })

  it('takes a photo from who uploaded it, with the facts of the store, and from nobody else', async () => {
    const uploaded = await (await test.as('first')).upload({ name: '现场.png', type: 'image/png', bytes: png })
    expect(uploaded.status).toBe(201)
    const form = await test.engine.forms.resolve('hazard-rectify', '320206')
    if (!form) throw new Error('not published')
    const data = {
      completedOn: '2026-03-02',
      rectification: '已更换',
      acceptedBy: '王五',
      photosAfter: [record(String(uploaded.body.url).split('/').at(-1) ?? '', { name: '<script>' })],
    }
    const as = async (username: string): Promise<FormInput> => {
      const actor: Actor = await test.engine.identity.actorOf(username)
      return { form, data, prior: {}, context: {}, access: {}, actor, today: '2026-03-02', language: 'zh-CN' }
    }

    const mine = await test.engine.forms.process(await as('first'))
    const theirs = await test.engine.forms.process(await as('second'))

    expect(mine).toMatchObject({ ok: true, data: { photosAfter: [uploaded.body] } })
    expect(theirs).toEqual({ ok: false, errors: [{ path: 'photosAfter[0]', message: '“整改后照片”中的文件不存在或无权使用' }] })
  })
})
