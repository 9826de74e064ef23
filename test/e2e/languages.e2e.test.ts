import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settled, startUi, type Ui } from './support/ui.ts'

let ui: Ui
beforeAll(async () => {
  ui = await startUi()
}, 300_000)
afterAll(() => ui?.stop())

const paths = ['/inbox/todo', '/inbox/started', '/inbox/drafts', '/hazards', '/enterprises', '/figures?period=2026-03', '/nowhere']

describe('languages', () => {
  it('English leaves nothing Chinese in what the pages themselves say', async () => {
    const page = await ui.openAs('luoshe', '/inbox/todo', { locale: 'en' })

    for (const path of paths) {
      await page.goto(path)
      await settled(page)

      const chinese = (await chromeTexts(page)).filter((text) => /\p{Script=Han}/u.test(text))
      expect({ path, chinese }).toEqual({ path, chinese: [] })
    }
  })

  it('Chinese shows no raw keys', async () => {
    const page = await ui.openAs('luoshe', '/inbox/todo')

    for (const path of paths) {
      await page.goto(path)
      await settled(page)

      const keys = (await page.locator('body').innerText()).match(/\b[a-z]+\.[a-z][a-zA-Z]+(\.\w+)*\b/g) ?? []
      expect({ path, keys }).toEqual({ path, keys: [] })
    }
  })

  it('switch in place, and stay switched', async () => {
    const page = await ui.openAs('luoshe', '/inbox/todo')

    await page.getByRole('button', { name: 'English' }).click()

    await page.getByRole('heading', { level: 1, name: 'To do' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'To do' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})

/** Menus, headings, table heads, buttons, labels: what is not data. The names of people, places and forms stay as they are. */
function chromeTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector =
      'nav a, nav button, h1, h2, thead th, tfoot th, button:not([lang]), label, .filters select option:first-child, .skip, .demo, .load-more, .empty'
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => !element.closest('tbody'))
    const labels = [...document.querySelectorAll('[aria-label]:not(summary)')].filter((element) => !element.closest('tbody'))
    return [...shown.map((element) => element.innerText), ...labels.map((element) => element.getAttribute('aria-label') ?? ''), document.title].map((text) =>
      text.trim(),
    )
  })
}
