import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

it('the browser of the tests draws Chinese characters, each with a glyph of its own', async () => {
  const page = await browser.newPage()
  await page.setContent('<body style="margin:0;font-size:40px"><div>查治</div><div>隐患</div><div>喆堃</div></body>')

  const shots = await Promise.all((await page.locator('div').all()).map((line) => line.screenshot()))

  const different = new Set(shots.map((shot) => shot.toString('base64')))
  expect(different.size).toBe(3)
  await page.close()
})
