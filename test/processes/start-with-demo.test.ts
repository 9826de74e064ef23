import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../support/server-process.ts'
import { createTestClient } from '../support/test-client.ts'

it('a first start on an empty embedded database writes the demo and prints who can log in; a second one prints it again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chazhi-demo-'))
  const first = await startServer({ DATA_DIR: folder })
  const url = await first.ready

  const { status, body } = await createTestClient(() => url).post('/api/session', { username: 'qy01', password: 'Demo-2026!' })
  first.kill('SIGTERM')
  await first.ended
  const second = await startServer({ DATA_DIR: folder })
  await second.ready
  second.kill('SIGTERM')
  await second.ended
  rmSync(folder, { recursive: true, force: true })

  expect([status, body.demo]).toEqual([200, true])
  expect(first.output()).toContain('Writing the demo data')
  expect(second.output()).not.toContain('Writing the demo data')
  for (const { output } of [first, second]) {
    expect(output()).toContain('Demo-2026!')
    expect(output()).toMatch(/ luoshe .*洛社镇/)
  }
}, 180_000)
