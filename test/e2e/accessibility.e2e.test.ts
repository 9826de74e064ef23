import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportRectified, reportWithDeadline } from './support/reports.ts'
import { accessibilityFaults, desk, logIn, phone, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
  await reportRectified(ui.app, 'qy01')
  await reportWithDeadline(ui.app, 'qy01')
}, 300_000)
afterAll(() => ui?.stop())

type Stop = { name: string; user?: string; go(page: Page): Promise<unknown> }
const stops: Stop[] = [
  { name: 'log-in', go: (page) => page.goto('/login') },
  { name: 'inbox', user: 'luoshe', go: (page) => page.goto('/inbox/todo') },
  { name: 'start form', user: 'qy01', go: (page) => page.goto('/start/hazard-self-report') },
  { name: 'start form with errors', user: 'qy01', go: startWithErrors },
  { name: 'task of the township', user: 'luoshe', go: firstOf('/inbox/todo') },
  { name: 'task of the enterprise', user: 'qy01', go: firstOf('/inbox/todo') },
  { name: 'progress of a case', user: 'qy01', go: firstOf('/inbox/started') },
  { name: 'hazard list', user: 'luoshe', go: (page) => page.goto('/hazards') },
  { name: 'hazard page', user: 'luoshe', go: firstOf('/hazards') },
  { name: 'enterprises', user: 'luoshe', go: (page) => page.goto('/enterprises?reportedFrom=2026-01-01&area=320206102201') },
  { name: 'enterprise page', user: 'luoshe', go: firstOf('/enterprises') },
  { name: 'figures', user: 'aqb', go: (page) => page.goto('/figures?period=2026') },
  { name: 'a page that does not exist', user: 'aqb', go: (page) => page.goto('/nowhere') },
]

describe.each([
  ['on a desk', desk],
  ['on a phone', phone],
])('%s', (_where, size) => {
  it.each(stops)('axe finds nothing, and nothing is cut off: $name', async ({ user, go }) => {
    const page = await ui.open({ size })
    if (user) {
      await logIn(page, user)
      await page.waitForURL('**/inbox/todo')
    }

    await go(page)
    await settled(page)

    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    await page.context().close()
  })
})

async function startWithErrors(page: Page): Promise<void> {
  await page.goto('/start/hazard-self-report')
  await page.getByRole('button', { name: '上报', exact: true }).click()
  await page.getByText('处需要修改').first().waitFor()
}

function firstOf(list: string) {
  return async (page: Page): Promise<void> => {
    await page.goto(list)
    await page.locator('.data-table tbody a').first().click()
    await page.waitForURL((url) => url.pathname !== list)
  }
}

/** Everything that loads has loaded: no skeleton, and the form, where there is one, is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.el-skeleton'))
}
