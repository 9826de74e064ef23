import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logIn, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

const columns = { enterprises: 0, reported: 1, found: 3, rectified: 4, open: 5, major: 7 }

describe('the figures', () => {
  it.each(Object.entries(columns))('lead from each number to exactly its rows: %s', async (_name, column) => {
    const page = await openAs('aqb', '/figures?period=2026')
    const link = page.locator('tfoot td').nth(column).getByRole('link')
    const number = Number(await link.innerText())

    await link.click()

    expect(await totalOf(page)).toBe(number)
    expect(number).toBeGreaterThan(0)
  })

  it('lead from the enterprises of a village to these', async () => {
    const page = await openAs('luoshe', '/figures?period=2026')
    await page.getByRole('button', { name: '洛社镇' }).click()

    await page
      .getByRole('row', { name: /双庙村/ })
      .getByRole('link')
      .first()
      .click()

    expect(await totalOf(page)).toBe(1)
    expect(await page.getByLabel('村/社区').locator('option:checked').innerText()).toBe('双庙村')
    expect(await page.getByLabel('状态').inputValue()).toBe('active')
  })
})

describe('the enterprises', () => {
  it('keep their filters in the address, and say how many there are', async () => {
    const page = await openAs('aqb', '/enterprises')
    expect(await totalOf(page)).toBe(30)

    await page.getByLabel('规模').selectOption('large')
    await page.waitForURL('**/enterprises?scale=large')
    await page.locator('.data-table tbody tr').nth(4).waitFor({ state: 'detached' })

    expect(await totalOf(page)).toBe(4)
    await page.reload()
    expect(await totalOf(page)).toBe(4)
  })

  it('show their facts, and lead to their hazards by name', async () => {
    const page = await openAs('aqb', '/enterprises?reportedFrom=2026-01-01&q=瑞彩')
    await page.getByText('没有符合筛选条件的记录。').waitFor()
    await page.getByRole('button', { name: /去掉筛选/ }).click()
    await page.getByRole('link', { name: '惠山示例瑞彩涂料有限公司' }).click()
    await page.getByText('重大危险源').waitFor()
    expect(await page.locator('.number').allInnerTexts()).toEqual(['0', '0', '0', '0'])

    await page.goto('/enterprises?area=320206103&reportedFrom=2026-01-01')
    await page.locator('.data-table tbody a').first().click()
    const all = page.locator('a.tile').first()
    const number = Number(await all.locator('.number').innerText())
    await all.click()

    expect(await totalOf(page)).toBe(number)
    expect(await page.locator('.chip').innerText()).toMatch(/^惠山示例/)
  })

  it('are for an enterprise its own page', async () => {
    const page = await openAs('qy01', '/')

    await page.getByRole('link', { name: '本企业信息' }).click()

    await page.getByRole('heading', { level: 1, name: '惠山示例瑞彩涂料有限公司' }).waitFor()
  })
})

async function openAs(username: string, path: string): Promise<Page> {
  const page = await ui.open()
  await logIn(page, username)
  await page.goto(path)
  return page
}

/** The number under the list, when it has loaded. */
async function totalOf(page: Page): Promise<number> {
  await page.locator('.data-table tbody tr').first().waitFor()
  return Number(/共 (\d+) 条/.exec(await page.locator('.load-more').innerText())?.[1])
}
