import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reportRectified, reportWithDeadline } from './support/reports.ts'
import { accessibilityFaults, desk, phone, settled, startUi, type Ui } from './support/ui.ts'

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

const sizes = { desk, tablet: { width: 768, height: 1024 }, phone, wide: { width: 3840, height: 2160 } }

it.each(stops)('axe finds nothing, and nothing is cut off: $name', async ({ user, go }) => {
  const page = await pageOf(user)
  await page.setViewportSize(desk)

  await go(page)
  await settled(page)

  expect({ desk: await accessibilityFaults(page) }).toEqual({ desk: [] })
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size)
    expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)]).toEqual([name, true])
    if (size === phone) expect({ phone: await accessibilityFaults(page) }).toEqual({ phone: [] })
  }
})

/** One page per person for all stops: what counts here is what a page shows, not how somebody came to it. */
const pages = new Map<string, Promise<Page>>()
function pageOf(user: string | undefined): Promise<Page> {
  const page = pages.get(user ?? '') ?? (user ? ui.openAs(user, '/inbox/todo', { keep: true }) : ui.open({ keep: true }))
  pages.set(user ?? '', page)
  return page
}

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
