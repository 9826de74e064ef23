import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startServer } from '../../support/server-process.ts'

/** Each test starts a whole process; on a busy machine that takes its time. */
vi.setConfig({ testTimeout: 120_000 })

async function outputOf(env: Record<string, string>): Promise<string> {
  const server = await startServer({ DEMO: 'off', ...env })
  onTestFinished(() => server.kill('SIGKILL'))
  expect(await server.ended).toBe(1)
  return server.output().trim()
}

it('a data folder that cannot be written stops the start with one sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chazhi-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'a-file')
  writeFileSync(file, '')

  expect(await outputOf({ DATA_DIR: file })).toBe(
    `配置变量 DATA_DIR 的值 ${file} 无效，允许：可以写入的目录。 The configuration variable DATA_DIR with the value ${file} is not valid; allowed: a directory that can be written.`,
  )
  expect(await outputOf({ DATA_DIR: join(file, 'below') })).toContain('DATA_DIR')
})

it.runIf(process.platform === 'linux')('a folder that the system never makes stops the start at once instead of trying for ever', async () => {
  expect(await outputOf({ DATA_DIR: '/proc/chazhi' })).toContain('DATA_DIR')
  expect(await outputOf({ DATABASE_URL: 'sqlite:/proc/chazhi/chazhi.db', DATA_DIR: tmpdir() })).toContain('DATABASE_URL')
})
