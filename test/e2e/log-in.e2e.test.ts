import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choose, logIn, photo, startUi, tryLogIn, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

describe('logging in', () => {
  it('with a wrong password says so, and lets somebody try again', async () => {
    const page = await ui.open()

    await tryLogIn(page, 'qy01', 'wrong-password')

    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(/密码/)
    expect(new URL(page.url()).pathname).toBe('/login')
    expect(await page.locator('#login-password').evaluate((input) => document.activeElement === input)).toBe(true)
  })

  it('leads to the page that was asked for', async () => {
    const page = await ui.open()
    await page.goto('/hazards?level=major')
    await page.waitForURL('**/login?to=**')

    await logIn(page, 'luoshe')

    await page.waitForURL('**/hazards?level=major')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('企业上报隐患管理')
  })

  it('does not lead to another site', async () => {
    const page = await ui.open()
    await page.goto('/login?to=//example.org/x')

    await logIn(page, 'luoshe')

    await page.waitForURL('**/inbox/todo')
    expect(new URL(page.url()).origin).toBe(ui.app.url())
  })

  it('again, after the session ended under a half filled-in form, loses nothing', async () => {
    const page = await ui.open()
    await logIn(page, 'qy02')
    await page.getByRole('link', { name: '自查隐患填写' }).click()
    await page.getByLabel('隐患名称').fill('写了一半的隐患')
    await page.context().clearCookies()

    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.getByRole('dialog').waitFor()
    await logIn(page, 'qy02')

    await page.getByText('草稿已保存').waitFor()
    expect(await page.getByLabel('隐患名称').inputValue()).toBe('写了一半的隐患')
    await page.goto('/inbox/drafts')
    await page.locator('.data-table tbody tr').first().getByRole('link').click()
    await page.getByLabel('隐患名称').waitFor()
    expect(await page.getByLabel('隐患名称').inputValue()).toBe('写了一半的隐患')
  })

  it('again, after the session ended under an upload, uploads it', async () => {
    const page = await ui.open()
    await logIn(page, 'qy02')
    await page.getByRole('link', { name: '自查隐患填写' }).click()
    await page.getByLabel('隐患名称').waitFor()
    await page.context().clearCookies()

    await choose(page, '整改前照片')
    await page.getByRole('dialog').waitFor()
    await logIn(page, 'qy02')

    await page.getByRole('img', { name: photo.name }).waitFor()
  })

  it('ends with logging out: the way back asks again', async () => {
    const page = await ui.open()
    await logIn(page, 'luoshe')
    await page.locator('.user-menu summary').click()

    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL('**/login')
    await page.goto('/hazards')

    await page.waitForURL('**/login?to=/hazards')
  })
})
