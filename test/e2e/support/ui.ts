import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { projectRoot } from '../../../engine/root.ts'
import { launchBrowser } from '../../support/browser.ts'
import { createTestApp, testPassword, type TestApp } from '../../support/create-test-app.ts'

export const desk = { width: 1440, height: 900 }
export const phone = { width: 360, height: 740 }

export type OpenOptions = {
  size?: typeof desk
  locale?: 'zh-CN' | 'en'
  /** Stays open after the test, for a file whose tests go on with it. */
  keep?: boolean
}

export type Ui = {
  app: TestApp
  /** A page of a new person: own cookies, own language; its clock begins where the server's stands, and goes on (what waits a moment in the page must not wait for ever). Closed when the test ends. */
  open(options?: OpenOptions): Promise<Page>
  /** The same, already logged in: what is not about logging in need not do it by hand. */
  openAs(username: string, path: string, options?: OpenOptions): Promise<Page>
  stop(): Promise<void>
}

/** The built UI on a real server with the demo, in a real browser. */
export async function startUi(now = '2026-03-02T01:00:00.000Z'): Promise<Ui> {
  if (!existsSync(join(projectRoot, '.build/runtime-ui/index.html'))) throw new Error('build the UI first: node engine/start.mjs --build-only')
  const [app, browser] = await Promise.all([createTestApp({ modules: 'all', demo: true, now }), launchBrowser()])
  const sessions = new Map<string, Promise<string>>()
  const sessionOf = (username: string) => {
    const session = sessions.get(username) ?? app.as(username).then((client) => client.cookie())
    sessions.set(username, session)
    return session
  }
  return {
    app,
    open: (options = {}) => newPage(browser, app, now, options),
    async openAs(username, path, options = {}) {
      const page = await newPage(browser, app, now, options)
      const [name = '', value = ''] = (await sessionOf(username)).split('=')
      await page.context().addCookies([{ name, value, url: app.url() }])
      await page.goto(path)
      return page
    },
    async stop() {
      await browser.close()
      await app.stop()
    },
  }
}

async function newPage(browser: Browser, app: TestApp, now: string, { size = desk, locale = 'zh-CN', keep = false }: OpenOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.url(), viewport: size, locale: 'zh-CN', bypassCSP: false })
  if (!keep) onTestFinished(() => context.close())
  await context.clock.install({ time: now })
  await staysOnThisServer(context, app)
  const page = await context.newPage()
  if (locale === 'en') await page.addInitScript(() => localStorage.setItem('chazhi.language', 'en'))
  return page
}

/** An air-gapped server serves everything: a request to anywhere else fails the page. */
async function staysOnThisServer(context: BrowserContext, app: TestApp): Promise<void> {
  await context.route(
    (url) => url.origin !== app.url() && url.protocol.startsWith('http'),
    (route) => route.abort(),
  )
}

/** Fills in the log-in form, on its page or in its dialog, and sends it. */
export async function tryLogIn(page: Page, username: string, password: string): Promise<void> {
  const hasForm = await page.locator('form.login').isVisible()
  if (!hasForm) await page.goto('/login')
  await page.locator('#login-username').fill(username)
  await page.locator('#login-password').fill(password)
  await page.locator('form.login button[type=submit]').click()
}

export async function logIn(page: Page, username: string): Promise<void> {
  await tryLogIn(page, username, testPassword)
  await page.locator('form.login').waitFor({ state: 'detached' })
}

/** Everything that loads has loaded: the page's heading is there, and no skeleton of a list or a form is left. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.el-skeleton'))
}

/** What axe finds against WCAG 2.2 A and AA and its own good practice, one line per rule. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  const violations = await page.evaluate(async () => {
    const axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } = Reflect.get(window, 'axe')
    return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** A picture with real bytes: files are known by their content. */
export const photo = {
  name: '整改前.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

/** Chooses the photo in a file field; it is uploaded at once. */
export async function choose(page: Page, label: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: `${label}:` }).click()])
  await chooser.setFiles(photo)
}

export async function attach(page: Page, label: string): Promise<void> {
  await choose(page, label)
  await page.getByRole('img', { name: photo.name }).waitFor()
}
