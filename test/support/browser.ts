import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './chromium.ts'

/**
 * A real headless Chromium: CHROMIUM_PATH, else one of the system, else the one from the npm package @sparticuz/chromium, which needs no
 * system package. Chinese text has glyphs everywhere. Close it in afterAll.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] })
}
