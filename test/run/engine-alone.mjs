import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../engine/start/paths.mjs'
import { runNode } from './step.mjs'
import { tests } from './tests.mjs'

/** What is enough to see that the engine works alone; the same tests and the others of the engine run in the whole tree too. */
const quick = ['test/engine/bpmn', 'test/engine/execution', 'test/engine/db/migrate.test.ts']

/** The engine must compile and work with forms/, processes/ and plugins/ deleted: we copy only the engine, and try. */
export async function engineAlone() {
  const copy = mkdtempSync(join(tmpdir(), `chazhi-engine-${process.pid}-`))
  try {
    for (const path of [
      'engine',
      'docs/bpmn-support.md',
      'test/engine',
      'test/conformance',
      'test/support',
      'package.json',
      'tsconfig.json',
      'vitest.config.ts',
    ]) {
      cpSync(join(root, path), join(copy, path), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir')
    const only = { extends: './tsconfig.json', include: ['engine', 'test/engine', 'test/support/postgres.setup.ts', 'test/support/*.d.ts'] }
    writeFileSync(join(copy, 'tsconfig.engine.json'), JSON.stringify(only))
    const compiles = (await runNode([join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.engine.json'], { cwd: copy })) === 0
    const { passed, failed } = await tests('server', { cwd: copy, only: quick, label: 'engine-alone' })()
    return { passed: passed + (compiles ? 1 : 0), failed: failed + (compiles ? 0 : 1) }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
