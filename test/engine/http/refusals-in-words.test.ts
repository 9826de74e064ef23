import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineModule, defineRoute, operate, view } from '../../../engine/module.ts'
import { createTestApp, type TestApp } from '../../support/create-test-app.ts'
import { smallDistrict } from '../../support/small-district.ts'
import type { TestClient } from '../../support/test-client.ts'

const handle = () => Promise.resolve({ body: {} })
const module = defineModule({
  name: 'figures',
  permissions: [{ key: 'hazard-figures', title: { 'zh-CN': '自查统计', en: 'Self-inspection figures' } }],
  settings: [
    { key: 'figures.limit', title: { 'zh-CN': '时限', en: 'Limit' }, schema: z.strictObject({ amount: z.number().int().max(365) }), default: { amount: 5 } },
  ],
  routes: () => [
    defineRoute({ method: 'GET', path: '/api/figures', right: view('hazard-figures'), summary: 'Figures', handle }),
    defineRoute({ method: 'POST', path: '/api/figures', right: operate('hazard-figures'), summary: 'Figures', handle }),
  ],
})

describe('a refusal', () => {
  let app: TestApp
  let clerk: TestClient
  const inEnglish = { headers: { 'accept-language': 'en' } }

  beforeAll(async () => {
    app = await createTestApp({ modules: [module], prepare: smallDistrict })
    clerk = await app.as('clerk')
  })
  afterAll(() => app.stop())

  it('for want of a right names the right as the role page does, and keeps its key in the data', async () => {
    const look = await clerk.get('/api/figures')
    const act = await clerk.post('/api/figures')

    expect(look.body.error).toMatchObject({ code: 'access.denied', message: '您没有执行此操作的权限（自查统计-查看）。' })
    expect(look.body.error.data).toEqual({ module: 'hazard-figures', level: 'view' })
    expect(act.body.error.message).toBe('您没有执行此操作的权限（自查统计-操作）。')
  })

  it('speaks English to who asks for it', async () => {
    const { body } = await clerk.get('/api/figures', inEnglish)

    expect(body.error.message).toBe('You may not do this (Self-inspection figures: view).')
  })

  it('of a setting names it by its title, and what is wrong in the language of the person', async () => {
    const admin = await app.as('admin')
    const chinese = await admin.put('/api/settings/figures.limit', { value: { amount: 400 } })
    const english = await admin.put('/api/settings/figures.limit', { value: { amount: 400 } }, inEnglish)

    expect(chinese.body.error.message).toBe('设置项“时限”的值不正确：value.amount 不能大于 365。')
    expect(english.body.error.message).toBe('The value of the setting “Limit” is not valid: value.amount must be at most 365.')
  })

  it('of a method names those that there are', async () => {
    const { status, headers } = await clerk.del('/api/figures')

    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  it('knows one spelling of an address', async () => {
    expect((await clerk.get('/API/session')).status).toBe(404)
    expect((await clerk.get('/api/session')).status).toBe(200)
  })
})
