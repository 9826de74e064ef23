import type { Page, Response } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logIn, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

describe('the first page', () => {
  it('needs at most 350 KB over the wire, without Form.io', async () => {
    const page = await ui.open()
    const assets = collectAssets(page)

    await logIn(page, 'luoshe')
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')

    const sizes = await Promise.all(assets.map(async (response) => ({ url: response.url(), size: (await response.request().sizes()).responseBodySize })))
    expect(sizes.map(({ url }) => url).filter((url) => /render-form|formio/.test(url))).toEqual([])
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(350 * 1024)
  })

  it('and the pages with forms, run under a Content-Security-Policy without eval, and ask nobody else for anything', async () => {
    const page = await ui.open()
    const faults: string[] = []
    const foreign: string[] = []
    page.on('console', (message) => message.type() === 'error' && /Content Security|eval/i.test(message.text()) && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('request', (request) => !request.url().startsWith(ui.app.url()) && !request.url().startsWith('data:') && foreign.push(request.url()))

    await logIn(page, 'qy01')
    await page.goto('/start/hazard-self-report')
    await page.getByLabel('隐患名称').waitFor()
    await page.getByLabel('限期整改', { exact: true }).check()
    await page.getByLabel('整改期限').waitFor()

    const policy = (await page.request.get('/')).headers()['content-security-policy'] ?? ''
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'")
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
  })
})

function collectAssets(page: Page): Response[] {
  const found: Response[] = []
  page.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) found.push(response)
  })
  return found
}
