import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

/** Which column of the table holds which number. */
const columns = { enterprises: 0, reported: 1, found: 3, rectified: 4, open: 5, major: 7 }

describe('the figures', () => {
  it('lead from each number to exactly its rows', async () => {
    const page = await ui.openAs('aqb', '/figures?period=2026')
    const cells = page.locator('tfoot td')
    await cells.first().waitFor()
    const numbers = (await cells.allInnerTexts()).map(Number)

    for (const [name, column] of Object.entries(columns)) {
      await cells.nth(column).getByRole('link').click()

      expect([name, await totalOf(page)]).toEqual([name, numbers[column]])
      await page.goBack()
    }
  })

  it('lead from the enterprises of a village to these', async () => {
    const page = await ui.openAs('luoshe', '/figures?period=2026')
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
    const page = await ui.openAs('aqb', '/enterprises')
    expect(await totalOf(page)).toBe(30)

    await page.getByLabel('规模').selectOption('large')
    await page.waitForURL('**/enterprises?scale=large')
    await page.locator('.data-table tbody tr').nth(4).waitFor({ state: 'detached' })

    expect(await totalOf(page)).toBe(4)
    await page.reload()
    expect(await totalOf(page)).toBe(4)
  })

  it('show their facts, and lead to their hazards by name', async () => {
    const page = await ui.openAs('aqb', '/enterprises?reportedFrom=2030-01-01&q=瑞彩')
    await page.getByText('没有符合筛选条件的记录。').waitFor()
    await page.getByRole('button', { name: /去掉筛选/ }).click()
    await page.getByRole('link', { name: '惠山示例瑞彩涂料有限公司' }).click()
    await page.getByText('重大危险源').waitFor()

    await page.goto('/enterprises?area=320206103&reportedFrom=2026-01-01')
    await page.locator('.data-table tbody a').first().click()
    const all = page.locator('a.tile').first()
    const number = Number(await all.locator('.number').innerText())
    await all.click()

    expect(await totalOf(page)).toBe(number)
    expect(await page.locator('.chip').innerText()).toMatch(/^惠山示例/)
  })

  it('say so, and ask the server nothing, where somebody may not see them', async () => {
    const page = await ui.openAs('base', '/inbox/todo')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))

    await page.goto('/enterprises')

    await page.getByRole('heading', { level: 1, name: '没有权限' }).waitFor()
    expect(asked).not.toContain('/api/enterprises')
    expect(await page.getByRole('link', { name: '企业基本信息管理' }).count()).toBe(0)
  })

  it('are for an enterprise its own page', async () => {
    const page = await ui.openAs('qy01', '/')

    await page.getByRole('link', { name: '本企业信息' }).click()

    await page.getByRole('heading', { level: 1, name: '惠山示例瑞彩涂料有限公司' }).waitFor()
  })
})

it('filters fold away on a phone, and are there when they are wanted', async () => {
  const page = await ui.openAs('aqb', '/hazards', { size: phone })
  await page.locator('.data-table tbody tr').first().waitFor()
  expect(await page.getByLabel('隐患级别').isVisible()).toBe(false)

  await page.getByRole('button', { name: '筛选' }).click()
  await page.getByLabel('隐患级别').selectOption('major')

  await page.waitForURL('**/hazards?level=major')
  await page.getByRole('button', { name: '筛选 1' }).waitFor()
})

/** The number under the list, when it has loaded. */
async function totalOf(page: Page): Promise<number> {
  await page.locator('.data-table tbody tr').first().waitFor()
  return Number(/共 (\d+) 条/.exec(await page.locator('.load-more').innerText())?.[1])
}
