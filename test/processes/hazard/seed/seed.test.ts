import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts'

/** What somebody finds who logs in to the demo for the first time. */
describe('the demo as it is first seen', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await createTestApp({ modules: 'all', demo: true, now: '2026-03-02T01:00:00.000Z' })
    await app.idle()
  })
  afterAll(() => app.stop())

  const get = async (username: string, path: string) => (await (await app.as(username)).get(path)).body
  const subjects = async (username: string) => {
    const { items } = await get(username, '/api/tasks?box=todo')
    return items.map(({ taskKey, subject }: { taskKey: string; subject: string }) => [taskKey, subject])
  }

  it('qy01 has one hazard to rectify, within its deadline', async () => {
    expect(await subjects('qy01')).toEqual([['Task_Rectify', '涂料仓库防爆照明灯罩破损']])
    expect((await get('qy01', '/api/hazards')).items).toMatchObject([{ status: 'rectifying', overdue: false, deadlineOn: '2026-03-12' }])
  })

  it('luoshe has one hazard of another enterprise to verify', async () => {
    expect(await subjects('luoshe')).toEqual([['Task_Verify', '卸车区静电接地报警仪失灵']])
  })

  it('one hazard of 洛社镇 is overdue since yesterday', async () => {
    expect((await get('luoshe', '/api/hazards?overdue=true')).items).toMatchObject([
      { title: '可燃气体探测器检定过期', status: 'rectifying', overdue: true, foundOn: '2026-02-21', deadlineOn: '2026-03-01' },
    ])
  })

  it('villages see their rows', async () => {
    expect((await get('v_shuangmiao', '/api/hazards')).total).toBe(1)
    expect((await get('v_luqu', '/api/hazards')).total).toBe(2)
  })

  it('the second district has hazards of its own, one of them to verify', async () => {
    expect((await get('admin2', '/api/hazards')).total).toBe(2)
    expect(await subjects('donggang')).toEqual([['Task_Verify', '安全通道堆放毛坯件']])
  })
})
