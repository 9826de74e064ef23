import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestClient } from '../support/test-client.ts'
import { logIn, photo, settled, startUi, type Ui } from './support/ui.ts'

const attack = (where: string) => `<img src=x onerror="window.hurt='${where}'"><script>window.hurt='${where}'</script>{{window.hurt='${where}'}}`

let ui: Ui
let enterprise: TestClient
let township: TestClient
let instanceId: string
beforeAll(async () => {
  ui = await startUi()
  ;[enterprise, township] = [await ui.app.as('qy01'), await ui.app.as('luoshe')]
  instanceId = await reportHostile()
}, 300_000)
afterAll(() => ui?.stop())

/** A hazard every text of which is an attack, rectified and returned with a hostile opinion. */
async function reportHostile(): Promise<string> {
  const { name, mimeType, buffer } = photo
  const bytes = Uint8Array.from(buffer)
  const file = (await enterprise.upload({ name: `<img src=x onerror=alert(1)>${name}`, type: mimeType, bytes })).body
  const data = {
    title: attack('t').slice(0, 100),
    description: attack('description'),
    location: attack('l').slice(0, 90),
    category: 'XC05',
    level: 'major',
    basis: attack('basis'),
    foundOn: '2026-03-01',
    foundBy: '<b onclick=x>甲</b>',
    rectifyMode: 'immediate',
    completedOn: '2026-03-01',
    rectification: attack('rectification'),
    acceptedBy: '<svg onload=x>',
    photosBefore: [file],
  }
  const started = await enterprise.post('/api/processes/hazard-self-report/start', { data })
  if (started.status !== 201) throw new Error(JSON.stringify(started.body))
  const taskId = await taskOf(township, started.body.instanceId)
  const returned = await township.post(`/api/tasks/${taskId}/complete`, { data: { decision: 'return', opinion: attack('opinion') } })
  if (returned.status !== 200) throw new Error(JSON.stringify(returned.body))
  return started.body.instanceId
}

async function taskOf(client: TestClient, instance: string): Promise<string> {
  const { body } = await client.get('/api/tasks?limit=200')
  return body.items.find((item: { instanceId: string }) => item.instanceId === instance)?.id
}

const hurt = (page: Page) => page.evaluate(() => String(Reflect.get(window, 'hurt')))

describe('text that tries to be a program', () => {
  it('is shown as it was typed, on every page that shows it', async () => {
    const page = await ui.openAs('qy01', '/')
    const { body } = await enterprise.get('/api/hazards?level=major&limit=200')
    const hazard = body.items.find((item: { instanceId: string }) => item.instanceId === instanceId)

    for (const path of [
      `/inbox/todo`,
      `/inbox/started`,
      `/tasks/${await taskOf(enterprise, instanceId)}`,
      `/instances/${instanceId}`,
      `/hazards`,
      `/hazards/${hazard.id}`,
    ]) {
      await page.goto(path)
      await page.getByText('<img src=x onerror="window.hurt=').first().waitFor()
      await settled(page)

      expect([path, await hurt(page)]).toEqual([path, 'undefined'])
      expect([path, await page.locator('img[src="x"], svg[onload], b[onclick], main script').count()]).toEqual([path, 0])
    }
  })

  it('in an address is no program either', async () => {
    const page = await ui.openAs('qy01', '/')

    for (const path of [
      `/hazards?q=${encodeURIComponent(attack('query'))}`,
      `/${encodeURIComponent(attack('path'))}`,
      '/login?next=javascript:window.hurt=1',
      '/login?redirect=//evil.example/',
    ]) {
      await page.goto(path)
      await settled(page)

      expect([path, await hurt(page)]).toEqual([path, 'undefined'])
      expect(new URL(page.url()).origin).toBe(ui.app.url())
    }
  })
})

it.each(['//evil.example/', 'https://evil.example/', 'javascript:window.hurt=1', '/\\evil.example'])('log-in leads to our own pages, not to %s', async (to) => {
  const page = await ui.open()
  await page.goto(`/login?to=${encodeURIComponent(to)}`)
  await logIn(page, 'qy01')
  await settled(page)

  expect(new URL(page.url()).origin).toBe(ui.app.url())
  expect(await hurt(page)).toBe('undefined')
})

describe('the browser itself', () => {
  it('runs no inline script and no eval in our pages', async () => {
    const page = await ui.open()
    await page.goto('/login')

    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = "window.hurt = 'inline'"
      document.body.append(script)
      const image = document.createElement('div')
      image.innerHTML = '<img src=x onerror="window.hurt=\'handler\'">'
      document.body.append(image)
      const link = document.createElement('a')
      link.href = "javascript:window.hurt='link'"
      document.body.append(link)
      link.click()
      await new Promise((resolve) => image.querySelector('img')?.addEventListener('error', resolve))
      return String(Reflect.get(window, 'hurt'))
    })
    // As page code would, not through the debugger, which the policy does not bind.
    const evaluated = await page.evaluate(
      () =>
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              resolve(new Function('return 1')())
            } catch (error) {
              resolve(String(error))
            }
          }),
        ),
    )

    expect(ran).toBe('undefined')
    expect(evaluated).toMatch(/^EvalError/)
  })

  it('shows our pages in no frame of another site', async () => {
    const page = await ui.open()
    const answer = await page.goto('/login')

    expect(answer?.headers()).toMatchObject({ 'x-frame-options': 'DENY', 'content-security-policy': expect.stringContaining("frame-ancestors 'none'") })
  })

  it('finds neither session nor cases where scripts keep things', async () => {
    const page = await ui.open()
    await logIn(page, 'qy01')
    await page.goto(`/instances/${instanceId}`)
    await page.getByText('<img src=x onerror="window.hurt=').first().waitFor()

    const session = (await page.context().cookies()).find(({ name }) => name === 'cz_session')
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect(kept).not.toContain(session?.value ?? '?')
    expect(kept).not.toContain('window.hurt')
  })
})
