import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDecisions } from '../../engine/decisions/decisions.ts'
import { createScriptHost } from '../../engine/scripts/script-host.ts'
import { reportWithDeadline } from './support/reports.ts'
import { accessibilityFaults, desk, phone, settled, startUi, type OpenOptions, type Ui } from './support/ui.ts'

/** The shipped table: fire safety gets seven days, what a standard calls major gets thirty. */
let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

async function writing(options?: OpenOptions): Promise<Page> {
  const page = await ui.openAs('qy01', '/start/hazard-self-report', options)
  await settled(page)
  return page
}

async function fireSafetyFoundOn(page: Page, day: string): Promise<void> {
  await page.getByLabel('隐患类别').selectOption('XC05')
  await page.getByLabel('检查日期').fill(day)
}

const chosen = async (page: Page) => ({
  general: await page.getByLabel('一般隐患').isChecked(),
  major: await page.getByLabel('重大隐患').isChecked(),
  deadlineOn: await page.getByLabel('整改期限').inputValue(),
})

describe.each([
  ['a desk', desk],
  ['a phone', phone],
])('on %s', (_, size) => {
  it('a report that is being written is proposed level and deadline, and takes them over only when told to', async () => {
    const page = await writing({ size })
    await fireSafetyFoundOn(page, '2026-03-01')
    await page.getByText('建议：一般隐患，限期整改的，期限 2026-03-08').waitFor()
    await page.getByLabel('限期整改', { exact: true }).check()
    await page.getByText('建议：一般隐患，整改期限 2026-03-08').waitFor()
    expect(await chosen(page)).toEqual({ general: false, major: false, deadlineOn: '' })
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

    await page.getByRole('button', { name: '采用' }).focus()
    await page.keyboard.press('Enter')

    const agreed = page.getByText('与建议一致：一般隐患，整改期限 2026-03-08')
    await agreed.waitFor()
    expect(await chosen(page)).toEqual({ general: true, major: false, deadlineOn: '2026-03-08' })
    expect(await agreed.evaluate((line) => line === document.activeElement)).toBe(true)
    expect(await page.getByRole('button', { name: '采用' }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])

    await page.getByLabel('判定依据/违反条款').fill('工贸企业重大事故隐患判定标准 第三条')
    await page.getByText('建议：重大隐患，整改期限 2026-03-31').waitFor()
    expect(await chosen(page)).toEqual({ general: true, major: false, deadlineOn: '2026-03-08' })
  })
})

it('what was taken over is kept with the draft', async () => {
  const page = await writing()
  await page.getByLabel('隐患名称').fill('按建议填写的草稿')
  await fireSafetyFoundOn(page, '2026-02-27')
  await page.getByLabel('限期整改', { exact: true }).check()
  await page.getByText('整改期限 2026-03-06').waitFor()
  await page.getByRole('button', { name: '采用' }).click()
  await page.getByRole('button', { name: '保存草稿' }).click()
  await page.getByText('草稿已保存').waitFor()

  const enterprise = await ui.app.as('qy01')
  const drafts = await enterprise.get(`/api/tasks?box=drafts&q=${encodeURIComponent('按建议填写的草稿')}`)
  const { body } = await enterprise.get(`/api/drafts/${drafts.body.items[0]?.id}`)
  expect(body.data).toMatchObject({ level: 'general', deadlineOn: '2026-03-06' })
})

it('it says that it asks, in the language of the page', async () => {
  const page = await writing({ locale: 'en' })
  let answer = (): void => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/api/hazards/proposal*', async (route) => {
    await held
    await route.continue()
  })

  await fireSafetyFoundOn(page, '2026-03-01')
  await page.getByText('Asking what the district proposes…').waitFor()
  answer()

  await page.getByText('Proposed: General hazard, if by a deadline: 2026-03-08').waitFor()
  await page.getByRole('button', { name: 'Use it' }).click()
  expect(await page.getByLabel('一般隐患').isChecked()).toBe(true)
})

it('the page of a hazard says what was proposed where its reporter chose otherwise', async () => {
  const instanceId = await reportWithDeadline(ui.app, 'qy01')
  const { body } = await (await ui.app.as('qy01')).get('/api/hazards?limit=200')
  const hazard = body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)

  const page = await ui.openAs('qy01', `/hazards/${hazard.id}`)
  await settled(page)

  await page.getByText('2026-03-20（建议 2026-03-08）').waitFor()
  expect(await page.getByText('建议').count()).toBe(1)
})

it('a district without a rule for it proposes nothing', async () => {
  const { db, clock, newId } = ui.app.engine
  const xml = readFileSync('processes/hazard/dmn/hazard-proposal.dmn', 'utf8').replace('"XC05", "XC06", "XC08"', '"XC06"')
  const silent = xml.replace('starts with(?, "XC")', '"XC11"').replace(/<rule id="Rule_Days6">[\s\S]*?<\/rule>/, '')
  await createDecisions({ db, clock, newId, scripts: createScriptHost() }).deploy({ name: 'own.dmn', xml: silent, tenant: '320206', by: null })

  const page = await writing()
  await fireSafetyFoundOn(page, '2026-03-01')

  await page.getByText('本区规定对此没有建议。').waitFor()
  expect(await page.getByRole('button', { name: '采用' }).count()).toBe(0)
})

it('without an answer the form works as well', async () => {
  await ui.app.engine.db('decision_definition').where({ key: 'hazard-proposal' }).delete()
  const page = await writing({ size: phone })
  await fireSafetyFoundOn(page, '2026-03-01')

  await page.getByText('暂时查不到本区的建议，请自行确定级别和期限。').waitFor()
  await page.getByLabel('一般隐患').check()
  expect(await page.getByRole('button', { name: '上报', exact: true }).isEnabled()).toBe(true)
  expect(await accessibilityFaults(page)).toEqual([])
})
