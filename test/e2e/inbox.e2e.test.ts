import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportRectified, reportWithDeadline } from './support/reports.ts'
import { desk, phone, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

describe('the inbox', () => {
  it('is walked and opened with j, k and Enter, but not while somebody types', async () => {
    await reportRectified(ui.app, 'qy01')
    await reportRectified(ui.app, 'qy01')
    const page = await ui.openAs('luoshe', '/')
    await page.locator('.data-table tbody tr').nth(1).waitFor()

    await page.getByRole('searchbox').fill('jk')
    expect(await page.locator('.data-table tr.active').count()).toBe(0)
    await page.getByRole('searchbox').fill('')
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const id = await page.locator('.data-table tr.active').getAttribute('data-row')
    await page.keyboard.press('Enter')

    await page.waitForURL(`**/tasks/${id}`)
    expect(id).toBeTruthy()
  })

  it('says who was faster when a task is done already', async () => {
    await reportRectified(ui.app, 'qy02')
    const [first, second] = [await ui.openAs('luoshe', '/'), await ui.openAs('luoshe', '/')]
    await first.locator('.data-table tbody a').first().click()
    await first.getByRole('button', { name: '核查通过' }).waitFor()
    await second.goto(first.url())
    await second.getByRole('button', { name: '核查通过' }).waitFor()

    await first.getByRole('button', { name: '核查通过' }).click()
    await first.getByText('已办理：').waitFor()
    await second.getByRole('button', { name: '核查通过' }).click()

    const message = second.locator('.el-message--error')
    await message.waitFor()
    expect(await message.innerText()).toContain('洛社')
  })

  it('keeps a draft until it is deleted, after asking', async () => {
    const page = await ui.openAs('qy03', '/')
    await page.getByRole('link', { name: '自查隐患填写' }).click()
    await page.getByLabel('隐患名称').fill('以后再填')
    await page.getByRole('link', { name: '草稿' }).first().click()
    const row = page.getByRole('row', { name: /以后再填/ })
    await row.waitFor()

    await row.getByRole('button', { name: /删除/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()

    await page.getByText('没有草稿。').waitFor()
    expect(await row.count()).toBe(0)
  })

  it('lets a report be withdrawn before anybody acted, and then shows it so', async () => {
    await reportWithDeadline(ui.app, 'qy04')
    const page = await ui.openAs('qy04', '/hazards')
    await page.locator('.data-table tbody a').first().click()

    await page.getByRole('button', { name: '撤回' }).click()
    await page.getByLabel('撤回原因').fill('重复上报')
    await page.getByRole('button', { name: '确定撤回' }).click()

    await page.locator('.status.withdrawn').waitFor()
    expect(await page.locator('.status').first().innerText()).toBe('已撤回')
    expect(await page.getByRole('button', { name: '撤回' }).count()).toBe(0)
  })
})

describe('a decision', () => {
  it('takes two clicks, and leads on to what waits next', async () => {
    await reportRectified(ui.app, 'qy04')
    const page = await ui.openAs('luoshe', '/')

    await page.locator('.data-table tbody a').first().click()
    await page.getByRole('button', { name: '核查通过' }).click()

    await page.getByText('已办理：').waitFor()
  })

  it('is made with the keyboard alone; what a return needs is said before it is sent', async () => {
    await reportRectified(ui.app, 'qy03')
    const page = await ui.openAs('luoshe', '/')
    const sent: string[] = []
    page.on('request', (request) => request.url().endsWith('/complete') && sent.push(request.postData() ?? ''))
    await page.locator('.data-table tbody tr').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.locator('.action-bar button:enabled', { hasText: '退回整改' }).waitFor()

    await page.keyboard.press('r')
    await page.keyboard.press('Enter')
    await page.getByText('有 1 处需要修改').waitFor()
    expect(sent).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('照片看不清，请重拍')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')

    await page.getByText('已办理：').waitFor()
    expect(sent.map((body) => JSON.parse(body))).toMatchObject([{ outcome: 'return', data: { opinion: '照片看不清，请重拍' } }])
  })

  it('may change: who gave no reason for a return may still accept', async () => {
    await reportRectified(ui.app, 'qy03')
    const page = await ui.openAs('luoshe', '/')
    await page.locator('.data-table tbody a').first().click()

    await page.getByRole('button', { name: '退回整改' }).click()
    await page.getByText('有 1 处需要修改').waitFor()
    await page.getByRole('button', { name: '核查通过' }).click()

    await page.getByText('已办理：').waitFor()
  })
})

describe('the bar with the buttons', () => {
  it.each([
    ['on a desk', desk],
    ['on a phone', phone],
  ])('covers neither the last field at the end of the page nor what has the focus: %s', async (_where, size) => {
    const page = await ui.openAs('qy02', '/start/hazard-self-report', { size })
    await page.getByLabel('限期整改', { exact: true }).check()
    await page.getByLabel('整改期限').waitFor()
    const last = page.locator('.cz-form :is(input, select, textarea):visible').last()
    const covered = async () => {
      const [field, bar] = await Promise.all([last.boundingBox(), page.locator('.action-bar').boundingBox()])
      return (field?.y ?? 0) + (field?.height ?? 0) - (bar?.y ?? 0)
    }

    await page.evaluate(() => scrollTo(0, 0))
    await last.focus()
    expect(await covered()).toBeLessThanOrEqual(0)

    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    expect(await covered()).toBeLessThanOrEqual(0)
  })
})
