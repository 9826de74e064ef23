import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attach, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

const title = '二车间配电柜前堆放纸箱'

describe('a hazard from report to verification', () => {
  it('is reported with a photo, rectified, verified, and moves the figures of its township by one', async () => {
    const enterprise = await ui.openAs('qy01', '/')
    const township = await ui.openAs('luoshe', '/')
    const before = await figuresOfLuoshe(township)

    await report(enterprise)
    const number = await numberInStarted(enterprise)
    await rectify(enterprise)
    await verify(township, number)

    const after = await figuresOfLuoshe(township)
    expect(after).toEqual({ found: before.found + 1, rectified: before.rectified + 1 })
    await township.goto(`/hazards?q=${number}`)
    const rows = township.locator('.data-table tbody tr')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(1)
    expect(await rows.first().innerText()).toContain('已销号')
  })
})

async function report(page: Page): Promise<void> {
  await page.getByRole('link', { name: '自查隐患填写' }).click()
  await page.getByLabel('隐患名称').fill(title)
  await page.getByLabel('隐患描述').fill('配电柜前一米内堆放纸箱约二十个,柜门未上锁。')
  await attach(page, '整改前照片')
  await page.getByLabel('部位/地点').fill('二车间北侧')
  await page.getByLabel('隐患类别').selectOption('XC06')
  await page.getByLabel('一般隐患').check()
  await page.getByLabel('检查日期').fill('2026-03-01')
  await page.getByLabel('检查类别').selectOption('daily')
  await page.getByLabel('排查人').fill('王安全')
  await page.getByLabel('限期整改', { exact: true }).check()
  await page.getByLabel('整改责任人').fill('张工')
  await page.getByLabel('整改措施').fill('清理纸箱,柜门加锁')
  await page.getByLabel('整改期限').fill('2026-03-20')
  await page.getByLabel('防范（监控）措施').fill('专人看护')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.waitForURL('**/inbox/started')
}

async function numberInStarted(page: Page): Promise<string> {
  const row = page.getByRole('row', { name: new RegExp(title) }).first()
  await row.waitFor()
  return /YH-\d{6}-\d{6}-\d{5}/.exec(await row.innerText())?.[0] ?? ''
}

async function rectify(page: Page): Promise<void> {
  await page.goto('/inbox/todo')
  await page.getByRole('link', { name: title }).click()
  await page.getByLabel('整改完成日期').fill('2026-03-02')
  await page.getByLabel('整改情况说明').fill('纸箱已全部清理,柜门已加锁。')
  await page.getByLabel('复查验收人').fill('刘厂长')
  await attach(page, '整改后照片')
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已办理：').waitFor()
}

async function verify(page: Page, number: string): Promise<void> {
  await page.goto(`/inbox/todo?q=${number}`)
  await page.getByRole('link', { name: title }).click()
  await page.getByRole('img', { name: '整改前.png' }).first().waitFor()
  await page.getByRole('button', { name: '核查通过' }).click()
  await page.getByText('已办理：').waitFor()
}

async function figuresOfLuoshe(page: Page): Promise<{ found: number; rectified: number }> {
  await page.goto('/figures?period=2026-03')
  const cells = page.getByRole('row', { name: /洛社镇/ }).getByRole('cell')
  await cells.first().waitFor()
  return { found: Number(await cells.nth(3).innerText()), rectified: Number(await cells.nth(4).innerText()) }
}
